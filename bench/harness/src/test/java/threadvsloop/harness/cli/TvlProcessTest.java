package threadvsloop.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.harness.TinyProject;
import threadvsloop.harness.plan.Repeats;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.StartUp;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.run.RunDirectory;

/// The whole command as a process, in a small project of its own: a run to its end, one that is killed and
/// one that is interrupted, both of which are finished by `tvl resume`.
@Execution(ExecutionMode.CONCURRENT)
class TvlProcessTest {

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(project);
        tiny.write("servers/contestants.yaml", """
                - {id: honest, label: Honest, family: virtual, description: waits, command: %1$s, options: [honest]}
                - {id: liar, label: Liar, family: virtual, description: does not wait, command: %1$s, options: [liar]}
                - {id: reformed, label: Reformed, family: virtual, description: learns, command: %1$s, options: [reformed, %2$s/lied]}
                - {id: dying, label: Dying, family: thread, description: dies, command: [sh, -c, "echo boom >&2; exit 3"]}
                """.formatted(TinyProject.fakeServer(), project));
        tiny.write("bench/scenarios/tiny.yaml", """
                id: tiny
                title: Tiny
                question: Does it work?
                mode: open-poisson
                request: GET /wait/100
                sweep: true
                warmup: 100ms
                measurement: 700ms
                points:
                  - {connections: 20, rate-per-connection: 5}
                """);
        tiny.write("bench/scenarios/primed.yaml", """
                id: primed
                title: Primed
                question: Is it warm?
                mode: open-poisson
                request: GET /wait/100
                prime: 1s
                warmup: 100ms
                measurement: 700ms
                points:
                  - {connections: 20, rate-per-connection: 5}
                """);
        tiny.write("bench/scenarios/turns.yaml", """
                id: turns
                title: Turns
                question: Who differs by little?
                mode: open-constant
                request: GET /plaintext
                warmup: 200ms
                measurement: 600ms
                points:
                  - {id: both, connections: 10, rate: 200, turn: 200ms}
                """);
        tiny.write("bench/profiles.yaml", """
                - id: tiny
                  description: tiny
                  contestants: [honest, liar, dying]
                  blocks: 1
                  scenarios: [{id: tiny}]
                """);
    }

    @Test
    void runsEveryTrialAndMarksTheBadOnes() throws Exception {
        Path run = project.resolve("run");
        Process tvl = tiny.start("run", "tiny", "--scenarios", "tiny,primed", "--out", run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        List<Trial> all = RunDirectory.open(run).trials().readable();
        // One block is a look: what is INVALID in it is not run again.
        assertThat(all).hasSize(6);
        assertPrimed(of(all, "primed"));
        List<Trial> trials = of(all, "tiny");
        Trial honest = trial(trials, "honest");
        assertThat(honest.load()).isNotNull();
        assertThat(honest.load().requests()).isBetween(40L, 110L);
        assertThat(honest.load().outcomes()).containsOnlyKeys("answered-2xx");
        assertThat(honest.load().serviceNs().p50()).isGreaterThan(19_900_000L);
        assertThat(honest.resources()).isNotNull();
        assertThat(honest.resources().pssKiB().mean()).isGreaterThan(5_000);
        assertThat(honest.resources().threads().min()).isGreaterThan(3);
        assertThat(honest.resources().windowSeconds()).isEqualTo(honest.load().windowSeconds());
        assertThat(honest.warmth())
                .isEqualTo(Warmth.unknown("0 whole s of load are too few to see a change: it takes 6"));
        assertThat(honest.serverStats()).containsEntry("requests", 1);
        assertThat(honest.resources().threadCpu()).isNotEmpty().allSatisfy(group -> {
            assertThat(group.name()).isNotEmpty();
            assertThat(group.busiestMs()).isPositive().isLessThanOrEqualTo(group.cpuMs());
        });
        assertThat(honest.phases().stream().map(Trial.Phase::name))
                .containsExactly("start", "connect", "warm-up", "measurement", "drain", "stop");
        assertThat(run.resolve(honest.path()))
                .isDirectoryContaining("glob:**/trial.hlog")
                .isDirectoryContaining("glob:**/response.hgrm")
                .isDirectoryContaining("glob:**/service.hgrm")
                .isDirectoryContaining("glob:**/process.csv")
                .isDirectoryContaining("glob:**/command.txt");
        assertInvalid(trial(trials, "liar"), "the wait was skipped");
        assertInvalid(trial(trials, "dying"), "exit code 3; its log ends: boom");
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("complete");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
        assertThat(tiny.output()).contains("Report: " + run.resolve("report.html"));
    }

    private static List<Trial> of(List<Trial> trials, String scenario) {
        return trials.stream()
                .filter(trial -> trial.scenario().equals(scenario))
                .toList();
    }

    /// A server is primed before its connections are opened.
    private static void assertPrimed(List<Trial> trials) {
        Trial honest = trial(trials, "honest");
        assertThat(honest.phases().stream().map(Trial.Phase::name))
                .containsExactly("start", "prime", "connect", "warm-up", "measurement", "drain", "stop");
        assertThat(honest.phases().get(1).durationMs()).isGreaterThan(1_000);
        assertThat(honest.point().primeSeconds()).isEqualTo(1);
        assertThat(Objects.requireNonNull(honest.load()).requests()).isBetween(40L, 110L);
        StartUp start = Objects.requireNonNull(honest.startUp());
        assertThat(start.readyMs()).isPositive();
        // Waits are 1 ms until the load begins.
        assertThat(start.firstAnswerMs()).isGreaterThan(start.readyMs() + 1);
        assertThat(start.firstSecondP99Ns()).isGreaterThan(1_000_000L);
        assertInvalid(trial(trials, "dying"), "exit code 3; its log ends: boom");
        assertThat(trial(trials, "dying").startUp()).isNull();
    }

    /// Three are to take turns, of whom one dies before it can; the others share the time as if it was there.
    @Test
    void serversThatTakeTurnsLiveAtOnceAndAreLoadedOneByOne() throws Exception {
        Path run = project.resolve("run");
        Process tvl = tiny.start("run", "tiny", "--scenarios", "turns", "--no-report", "--out", run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        List<Trial> trials = RunDirectory.open(run).trials().readable();
        assertThat(trials).hasSize(3);
        assertInvalid(trial(trials, "dying"), "exit code 3; its log ends: boom");
        for (String contestant : List.of("honest", "liar")) {
            Trial trial = trial(trials, contestant);
            assertThat(Objects.requireNonNull(trial.load()).requests())
                    .as("600 ms of 200/s")
                    .isBetween(119L, 121L);
            assertThat(trial.load().outcomes()).containsOnlyKeys("answered-2xx");
            assertThat(trial.load().windowSeconds()).isEqualTo(1.8);
            assertThat(trial.phases().stream().map(Trial.Phase::name))
                    .containsExactly("start", "wait", "connect", "warm-up", "measurement", "drain", "stop");
            assertThat(Metric.CPU_PER_REQUEST.of(trial)).isPresent();
            assertThat(Metric.STARTS_PER_REQUEST.of(trial))
                    .as("whose would they be?")
                    .isEmpty();
        }
        assertThat(beganMs(trial(trials, "honest")))
                .as("on one clock")
                .isCloseTo(beganMs(trial(trials, "liar")), within(5.0));
    }

    /// When the measurement of a trial began, on the clock of the host.
    private static double beganMs(Trial trial) {
        double sinceMs = trial.phases().stream()
                .filter(phase -> phase.name().equals("measurement"))
                .findFirst()
                .orElseThrow()
                .startMs();
        return Instant.parse(trial.startedAt()).toEpochMilli() + sinceMs;
    }

    /// The server lies in its first trial only, and remembers that in a file; its block is run again. The
    /// harness is killed meanwhile, which ends its server, too.
    @Test
    void aRunIsFinishedWhenItWasInterruptedAmongItsRepeats() throws Exception {
        Path run = project.resolve("run");
        Process tvl =
                tiny.start("run", "tiny", "--contestants", "honest,reformed", "--blocks", "2", "--out", run.toString());
        while (!Files.exists(run.resolve("run.json"))
                || RunDirectory.open(run).readPlan().trials().size() == 4) {
            assertThat(tvl.isAlive()).as(tiny.output()).isTrue();
            Thread.sleep(10);
        }
        List<ProcessHandle> servers = tiny.awaitServers(tvl);
        assertThat(tiny.output()).contains("more trials: blocks with INVALID trials are run again");
        tvl.destroyForcibly().waitFor();
        TinyProject.awaitEnd(servers);

        Process again = tiny.start("resume", "--no-report", run.toString());
        assertThat(again.waitFor()).as(tiny.output()).isZero();
        assertThat(tiny.output()).contains("(repeats block ");
        assertRepeated(run);
    }

    /// Other trials may be INVALID too, and repeated, on a machine that is busy with other tests.
    private static void assertRepeated(Path run) throws IOException {
        RunDirectory directory = RunDirectory.open(run);
        Plan plan = directory.readPlan();
        List<Trial> trials = directory.trials().readable();
        assertThat(trials).hasSameSizeAs(plan.trials());
        List<Trial> lies = trials.stream()
                .filter(trial -> trial.validity().reasons().toString().contains("the wait was skipped"))
                .toList();
        assertThat(lies).hasSize(1);
        Trial lie = lies.getFirst();
        assertThat(lie.contestant()).isEqualTo("reformed");
        assertThat(lie.validity().status()).isEqualTo(Validity.Status.INVALID);
        List<Plan.Entry> repeat = plan.trials().stream()
                .filter(entry -> entry.repeats() == lie.block())
                .limit(2)
                .toList();
        assertThat(repeat).extracting(Plan.Entry::contestant).containsExactlyInAnyOrder("honest", "reformed");
        assertThat(repeat)
                .extracting(Plan.Entry::block)
                .allSatisfy(block -> assertThat(block).isGreaterThan(2));
        Set<Integer> invalid = trials.stream()
                .filter(trial -> trial.validity().status() == Validity.Status.INVALID)
                .map(Trial::order)
                .collect(Collectors.toSet());
        assertThat(Repeats.addedTo(plan, entry -> invalid.contains(entry.order())))
                .isSameAs(plan);
        assertThat(directory.readRun().status()).isEqualTo("complete");
    }

    @Test
    void ctrlCStopsTheServerKeepsWhatIsDoneAndResumeFinishes() throws Exception {
        Path run = project.resolve("run");
        // One block of two scenarios: nothing is run again, however busy the machine is.
        Process tvl = tiny.start(
                "run", "tiny", "--contestants", "honest", "--scenarios", "tiny,primed", "--out", run.toString());
        Path first = run.resolve(tiny.awaitTrial(tvl, run).path()).resolve("trial.json");
        List<ProcessHandle> servers = tiny.awaitServers(tvl);
        long written = Files.getLastModifiedTime(first).toMillis();
        new ProcessBuilder("kill", "-INT", Long.toString(tvl.pid())).start().waitFor();
        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(130);
        TinyProject.awaitEnd(servers);
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("interrupted");

        Process again = tiny.start("resume", "--no-report", run.toString());
        assertThat(again.waitFor()).as(tiny.output()).isZero();
        assertThat(RunDirectory.open(run).trials().readable())
                .extracting(Trial::scenario)
                .containsExactlyInAnyOrder("tiny", "primed");
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("complete");
        assertThat(Files.getLastModifiedTime(first).toMillis()).isEqualTo(written);
        assertThat(run.resolve("report.html")).doesNotExist();
        assertThat(tiny.output()).contains("No report; write it with: scripts/tvl report " + run);
    }

    /// Stopped in the rehearsal, whose server has a log too.
    @Test
    void ctrlCLeavesNothingInTheTemporaryFolder() throws Exception {
        Path temporary = Files.createDirectory(project.resolve("tmp"));
        Process tvl = tiny.start(
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                "run",
                "tiny",
                "--contestants",
                "honest",
                "--out",
                project.resolve("run").toString());
        List<ProcessHandle> servers = tiny.awaitServers(tvl);
        new ProcessBuilder("kill", "-INT", Long.toString(tvl.pid())).start().waitFor();
        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(130);
        TinyProject.awaitEnd(servers);
        assertThat(temporary).isEmptyDirectory();
        assertThat(project.resolve("run/backends/rehearsal.log")).exists();
    }

    private static Trial trial(List<Trial> trials, String contestant) {
        return trials.stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .findFirst()
                .orElseThrow();
    }

    private static void assertInvalid(Trial trial, String reason) {
        assertThat(trial.validity().status()).isEqualTo(Validity.Status.INVALID);
        assertThat(trial.validity().reasons())
                .anySatisfy(said -> assertThat(said).contains(reason));
    }
}

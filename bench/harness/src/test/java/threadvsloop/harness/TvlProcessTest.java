package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.results.run.Neighbours;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.StartUp;
import threadvsloop.results.run.Trial;
import threadvsloop.results.run.Validity;

/// The whole command as a process, in a small project of its own: a run to its end, Ctrl-C and resume, and a harness
/// that is killed.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
class TvlProcessTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path project;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("servers"));
        Files.createDirectories(project.resolve("bench/scenarios"));
        FakeUpstream.installIn(project);
        String fake = "[\"{java}\", \"-XX:TieredStopAtLevel=1\", \"-cp\", \"%s\", \"threadvsloop.harness.FakeServer\"]"
                .formatted(System.getProperty("java.class.path"));
        Files.writeString(project.resolve("servers/contestants.yaml"), """
                - {id: honest, label: Honest, family: virtual, description: waits, command: %1$s, options: [honest]}
                - {id: liar, label: Liar, family: virtual, description: does not wait, command: %1$s, options: [liar]}
                - {id: dying, label: Dying, family: thread, description: dies, command: [sh, -c, "echo boom >&2; exit 3"]}
                """.formatted(fake));
        Files.writeString(project.resolve("bench/scenarios/tiny.yaml"), """
                id: tiny
                title: Tiny
                question: Does it work?
                mode: open-poisson
                request: GET /wait/20
                sweep: true
                warmup: 100ms
                measurement: 700ms
                points:
                  - {connections: 20, rate-per-connection: 10}
                """);
        Files.writeString(project.resolve("bench/scenarios/primed.yaml"), """
                id: primed
                title: Primed
                question: Is it warm?
                mode: open-poisson
                request: GET /wait/20
                prime: 400ms
                warmup: 100ms
                measurement: 700ms
                points:
                  - {connections: 20, rate-per-connection: 10}
                """);
        Files.writeString(project.resolve("bench/scenarios/calling.yaml"), """
                id: calling
                title: Calling
                question: Who is called?
                mode: open-poisson
                needs: [upstream, database]
                warmup: 100ms
                measurement: 700ms
                points:
                  - {id: upstream, connections: 20, rate: 100, request: GET /upstream/1/20}
                  - {id: db, connections: 20, rate: 20, request: GET /db/1}
                """);
        Files.writeString(project.resolve("bench/profiles.yaml"), """
                - id: tiny
                  description: tiny
                  contestants: [honest, liar, dying]
                  blocks: 1
                  scenarios: [{id: tiny}]
                - id: primed
                  description: primed
                  contestants: [honest, dying]
                  blocks: 1
                  scenarios: [{id: primed}]
                - id: calling
                  description: calling
                  contestants: [honest]
                  blocks: 1
                  scenarios: [{id: calling}]
                """);
    }

    @AfterEach
    void leaveNothingRunning() {
        for (Process tvl : started) {
            tvl.descendants().forEach(ProcessHandle::destroyForcibly);
            tvl.destroyForcibly();
        }
    }

    @Test
    void runsEveryTrialAndMarksTheBadOnes() throws Exception {
        Path run = project.resolve("run");
        Process tvl = start("run", "tiny", "--out", run.toString());
        assertThat(tvl.waitFor()).as(output()).isZero();
        List<Trial> trials = RunDirectory.open(run).trials().readable();
        assertThat(trials).hasSize(3);
        Trial honest = trial(trials, "honest");
        assertThat(honest.load()).isNotNull();
        assertThat(honest.load().requests()).isBetween(80L, 210L);
        assertThat(honest.load().outcomes()).containsOnlyKeys("answered-2xx");
        assertThat(honest.load().serviceNs().p50()).isGreaterThan(19_900_000L);
        assertThat(honest.resources()).isNotNull();
        assertThat(honest.resources().pssKiB().mean()).isGreaterThan(5_000);
        assertThat(honest.resources().threads().min()).isGreaterThan(3);
        assertThat(honest.resources().windowSeconds()).isEqualTo(honest.load().windowSeconds());
        assertThat(honest.serverStats()).containsEntry("requests", 1);
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
        assertThat(output()).contains("Report: " + run.resolve("report.html"));
    }

    @Test
    void aServerIsPrimedBeforeItsConnectionsAreOpened() throws Exception {
        Path run = project.resolve("run");
        Process tvl = start("run", "primed", "--out", run.toString());
        assertThat(tvl.waitFor()).as(output()).isZero();
        List<Trial> trials = RunDirectory.open(run).trials().readable();
        Trial honest = trial(trials, "honest");
        assertThat(honest.phases().stream().map(Trial.Phase::name))
                .containsExactly("start", "prime", "connect", "warm-up", "measurement", "drain", "stop");
        assertThat(honest.phases().get(1).durationMs()).isGreaterThan(400);
        assertThat(honest.point().primeSeconds()).isEqualTo(0.4);
        assertThat(Objects.requireNonNull(honest.load()).requests()).isBetween(80L, 210L);
        StartUp start = Objects.requireNonNull(honest.startUp());
        assertThat(start.readyMs()).isPositive();
        assertThat(start.firstAnswerMs()).isGreaterThan(start.readyMs() + 20);
        assertThat(start.firstSecondP99Ns()).isGreaterThan(19_900_000L);
        assertInvalid(trial(trials, "dying"), "exit code 3; its log ends: boom");
        assertThat(trial(trials, "dying").startUp()).isNull();
    }

    @Test
    void ctrlCStopsTheServerKeepsWhatIsDoneAndResumeFinishes() throws Exception {
        Path run = project.resolve("run");
        Process tvl = start("run", "tiny", "--contestants", "honest", "--blocks", "3", "--out", run.toString());
        awaitTrials(tvl, run);
        List<ProcessHandle> servers = awaitServers(tvl);
        Path first = run.resolve("trials/tiny/honest/c20/b1/trial.json");
        long written = Files.getLastModifiedTime(first).toMillis();
        new ProcessBuilder("kill", "-INT", Long.toString(tvl.pid())).start().waitFor();
        assertThat(tvl.waitFor()).as(output()).isEqualTo(130);
        awaitEnd(servers);
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("interrupted");

        Process again = start("resume", run.toString());
        assertThat(again.waitFor()).as(output()).isZero();
        assertThat(RunDirectory.open(run).trials().readable()).hasSize(3);
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("complete");
        assertThat(Files.getLastModifiedTime(first).toMillis()).isEqualTo(written);
    }

    @Test
    void aKilledHarnessLeavesNoServerBehind() throws Exception {
        Process tvl = start(
                "run",
                "tiny",
                "--contestants",
                "honest",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        List<ProcessHandle> servers = awaitServers(tvl);
        tvl.destroyForcibly().waitFor();
        awaitEnd(servers);
    }

    @Test
    void neighboursServeAllTrialsAndAreAccountedFor() throws Exception {
        Path run = project.resolve("run");
        Process tvl = start("run", "calling", "--out", run.toString());
        assertThat(tvl.waitFor()).as(output()).isZero();
        List<Trial> trials = RunDirectory.open(run).trials().readable();
        assertThat(trials).hasSize(2).allSatisfy(trial -> {
            assertThat(Objects.requireNonNull(trial.load()).outcomes()).containsOnlyKeys("answered-2xx");
            Neighbours neighbours = Objects.requireNonNull(trial.neighbours());
            assertThat(Objects.requireNonNull(neighbours.upstream()).latenessMs())
                    .isEqualTo(new Neighbours.Lateness(0.25, 0.5, 0.5));
            assertThat(neighbours.upstream().queued()).isEqualTo(7);
            assertThat(Objects.requireNonNull(neighbours.database()).queued()).isEqualTo(3);
            assertThat(neighbours.database().here()).isTrue();
            assertThat(neighbours.sideCpuShare()).isGreaterThan(neighbours.cpuShare());
        });
        assertThat(trials).anySatisfy(trial -> {
            assertThat(trial.point().id()).isEqualTo("db");
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(trial.neighbours()).database())
                            .cpuMs())
                    .isPositive();
        });
        assertThat(RunDirectory.open(run).readRun().database()).isEqualTo("embedded");
        assertThat(run.resolve(trials.getFirst().path()).resolve("command.txt"))
                .content()
                .contains("--upstream 127.0.0.1:", "--database postgresql://postgres:***@127.0.0.1:");
        assertThat(run.resolve("neighbours")).isDirectoryContaining("glob:**/upstream.log");
    }

    @Test
    void anUpstreamThatWasLateIsTheLimit() throws Exception {
        Path run = project.resolve("run");
        Process tvl = start(Map.of(FakeUpstream.LATENESS, "50"), "run", "calling", "--out", run.toString());
        assertThat(tvl.waitFor()).as(output()).isZero();
        assertThat(RunDirectory.open(run).trials().readable())
                .hasSize(2)
                .allSatisfy(trial -> assertInvalid(trial, "the upstream was the limit"));
    }

    @Test
    void aKilledHarnessLeavesNoNeighbourBehind() throws Exception {
        Process tvl = start(
                "run",
                "calling",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        awaitServers(tvl);
        List<ProcessHandle> neighbours = neighbours(tvl);
        assertThat(neighbours).hasSizeGreaterThan(5);
        tvl.destroyForcibly().waitFor();
        awaitEnd(neighbours);
    }

    @Test
    void ctrlCEndsTheNeighboursToo() throws Exception {
        Process tvl = start(
                "run",
                "calling",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        awaitServers(tvl);
        List<ProcessHandle> neighbours = neighbours(tvl);
        new ProcessBuilder("kill", "-INT", Long.toString(tvl.pid())).start().waitFor();
        assertThat(tvl.waitFor()).as(output()).isEqualTo(130);
        awaitEnd(neighbours);
    }

    /// The upstream, the process that keeps PostgreSQL, and PostgreSQL, which is nobody's child.
    private List<ProcessHandle> neighbours(Process tvl) throws IOException {
        List<ProcessHandle> found = new ArrayList<>(tvl.descendants().toList());
        Matcher pid =
                Pattern.compile("\\[(\\d+)]").matcher(Files.readString(project.resolve("run/neighbours/postgres.log")));
        assertThat(pid.find()).isTrue();
        ProcessHandle postgres = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
        found.add(postgres);
        found.addAll(postgres.descendants().toList());
        return found;
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dtvl.root=" + project,
                "-cp",
                System.getProperty("java.class.path"),
                "threadvsloop.harness.Tvl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("output").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String output() throws IOException {
        return Files.readString(project.resolve("output"));
    }

    private void awaitTrials(Process tvl, Path run) throws Exception {
        while (!Files.exists(run.resolve("run.json"))
                || RunDirectory.open(run).trials().readable().isEmpty()) {
            assertThat(tvl.isAlive()).as(output()).isTrue();
            Thread.sleep(10);
        }
    }

    /// The present server: for a moment between two trials there is none.
    private List<ProcessHandle> awaitServers(Process tvl) throws Exception {
        while (true) {
            List<ProcessHandle> servers =
                    tvl.descendants().filter(TvlProcessTest::isFakeServer).toList();
            if (!servers.isEmpty()) {
                return servers;
            }
            assertThat(tvl.isAlive()).as(output()).isTrue();
            Thread.sleep(10);
        }
    }

    /// Read whole, since Java's own reading of a command line ends after 4 KiB, within the class path.
    private static boolean isFakeServer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(FakeServer.class.getName());
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
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

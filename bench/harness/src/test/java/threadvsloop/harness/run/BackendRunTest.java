package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.FakeUpstream;
import threadvsloop.harness.TinyProject;
import threadvsloop.harness.process.Posix;
import threadvsloop.harness.process.ProcessTable;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.RunDirectory;

/// The whole command as a process, with an upstream and a database: both serve a run, and end with it however it ends.
@Execution(ExecutionMode.CONCURRENT)
class BackendRunTest {

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(project);
        FakeUpstream.installIn(project);
        tiny.write("servers/contestants.yaml", """
                - {id: honest, label: Honest, family: virtual, description: waits, command: %s, options: [honest]}
                """.formatted(TinyProject.fakeServer()));
        tiny.write("bench/scenarios/calling.yaml", """
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
        tiny.write("bench/profiles.yaml", """
                - id: calling
                  description: calling
                  contestants: [honest]
                  blocks: 1
                  scenarios: [{id: calling}]
                """);
    }

    @Test
    void backendsServeAllTrialsAndAreAccountedFor() throws Exception {
        Path run = project.resolve("run");
        Process tvl = tiny.start("run", "calling", "--no-report", "--out", run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        List<Trial> trials = RunDirectory.open(run).trials().readable();
        assertThat(trials).hasSize(2).allSatisfy(trial -> {
            assertThat(Objects.requireNonNull(trial.load()).outcomes()).containsOnlyKeys("answered-2xx");
            BackendUse backends = Objects.requireNonNull(trial.backends());
            assertThat(Objects.requireNonNull(backends.upstream()).latenessMs())
                    .isEqualTo(new BackendUse.Lateness(0.25, 0.5, 0.5));
            assertThat(backends.upstream().queued()).isEqualTo(7);
            assertThat(Objects.requireNonNull(backends.database()).queued()).isEqualTo(3);
            assertThat(backends.database().here()).isTrue();
            assertThat(backends.sideCpuShare()).isGreaterThan(backends.cpuShare());
        });
        assertThat(trials).anySatisfy(trial -> {
            assertThat(trial.point().id()).isEqualTo("db");
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(trial.backends()).database())
                            .cpuMs())
                    .isPositive();
        });
        assertThat(RunDirectory.open(run).readRun().database()).isEqualTo("embedded");
        assertThat(run.resolve(trials.getFirst().path()).resolve("command.txt"))
                .content()
                .contains("--upstream 127.0.0.1:", "--database 'postgresql://postgres:***@127.0.0.1:");
        assertThat(run.resolve("backends")).isDirectoryContaining("glob:**/upstream.log");
    }

    @Test
    void anUpstreamThatWasLateIsTheLimit() throws Exception {
        Path run = project.resolve("run");
        Process tvl = tiny.start(
                Map.of(FakeUpstream.LATENESS, "50"), "run", "calling", "--no-report", "--out", run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        assertThat(RunDirectory.open(run).trials().readable())
                .hasSize(2)
                .allSatisfy(trial -> assertInvalid(trial, "the upstream was the limit"));
    }

    /// One that dies whole, one that loses a process and throws its connections away, and the other service.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres: checkpointer's parent | database | the database has died: starting it again
            postgres: background writer     | database |
            FakeUpstream, by its jar        | upstream | the upstream has died: starting it again
            """)
    void aBackendThatDiesIsNoFaultOfTheServer(String victim, String lost, @Nullable String said) throws Exception {
        tiny.write("bench/profiles.yaml", """
                - {id: calling, description: calling, contestants: [honest], blocks: 1, scenarios: [{id: calling, points: [%s]}]}
                """.formatted(lost.equals("database") ? "db" : "upstream"));
        String scenario = Files.readString(project.resolve("bench/scenarios/calling.yaml"));
        tiny.write("bench/scenarios/calling.yaml", scenario.replace("measurement: 700ms", "measurement: 6s"));
        Path run = project.resolve("run");
        Process tvl = tiny.start("run", "calling", "--no-report", "--out", run.toString());
        // Of the rehearsal or of the trial: the trial's folder tells which.
        while (!Files.exists(run.resolve("trials"))) {
            assertThat(tvl.isAlive()).as(tiny.output()).isTrue();
            Thread.sleep(10);
        }
        tiny.awaitServers(tvl);
        long pid = victim(tvl, victim);
        Posix.kill(pid, 9);
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();

        List<Trial> trials = RunDirectory.open(run).trials().readable();
        List<Trial> without = trials.stream()
                .filter(trial -> trial.validity().reasons().toString().contains("died or lost a process"))
                .toList();
        assertThat(without).as(tiny.output()).singleElement().satisfies(trial -> {
            assertThat(trial.validity().status()).isEqualTo(Validity.Status.INVALID);
            assertThat(trial.validity().reasons())
                    .containsExactly(
                            "the " + lost + " died or lost a process during the trial, which says nothing of the"
                                    + " server; see its log in backends/");
            assertThat(Objects.requireNonNull(trial.backends()).lost()).containsExactly(lost);
        });
        Trial repeat = trials.getLast();
        assertThat(RunDirectory.open(run).readPlan().trials()).hasSize(2);
        assertThat(Objects.requireNonNull(repeat.load()).outcomes()).containsOnlyKeys("answered-2xx");
        assertThat(Objects.requireNonNull(repeat.backends()).lost()).isEmpty();
        if (said != null) {
            assertThat(tiny.output()).contains(said);
        }
        assertThat(ProcessTable.isRunning(pid)).isFalse();
    }

    private long victim(Process tvl, String victim) throws IOException {
        return backends(tvl).stream()
                .filter(process -> matches(process, victim))
                .map(process -> victim.endsWith("parent") ? process.parent().orElseThrow() : process)
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static boolean matches(ProcessHandle process, String victim) {
        try {
            String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.contains(
                    victim.endsWith("jar")
                            ? "tvl-upstream.jar"
                            : victim.replace("'s parent", "").strip());
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    @Test
    void aKilledHarnessLeavesNoBackendBehind() throws Exception {
        Process tvl = tiny.start(
                "run",
                "calling",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        tiny.awaitServers(tvl);
        List<ProcessHandle> backends = backends(tvl);
        assertThat(backends).hasSizeGreaterThan(5);
        tvl.destroyForcibly().waitFor();
        TinyProject.awaitEnd(backends);
    }

    @Test
    void ctrlCEndsTheBackendsToo() throws Exception {
        Process tvl = tiny.start(
                "run",
                "calling",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        tiny.awaitServers(tvl);
        List<ProcessHandle> backends = backends(tvl);
        new ProcessBuilder("kill", "-INT", Long.toString(tvl.pid())).start().waitFor();
        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(130);
        TinyProject.awaitEnd(backends);
    }

    /// The upstream, the process that keeps PostgreSQL, and PostgreSQL, which is nobody's child.
    private List<ProcessHandle> backends(Process tvl) throws IOException {
        List<ProcessHandle> found = new ArrayList<>(tvl.descendants().toList());
        Matcher pid =
                Pattern.compile("\\[(\\d+)]").matcher(Files.readString(project.resolve("run/backends/postgres.log")));
        assertThat(pid.find()).isTrue();
        ProcessHandle postgres = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
        found.add(postgres);
        found.addAll(postgres.descendants().toList());
        return found;
    }

    private static void assertInvalid(Trial trial, String reason) {
        assertThat(trial.validity().status()).isEqualTo(Validity.Status.INVALID);
        assertThat(trial.validity().reasons())
                .anySatisfy(said -> assertThat(said).contains(reason));
    }
}

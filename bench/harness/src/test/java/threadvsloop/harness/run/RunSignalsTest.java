package threadvsloop.harness.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.TinyProject;
import threadvsloop.results.run.RunDirectory;

/// Real signals to the other commands that measure: each ends with the signal's exit code, says what it keeps, and
/// leaves
/// no server behind.
@Execution(ExecutionMode.CONCURRENT)
class RunSignalsTest {

    @TempDir
    private Path folder;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(folder.resolve("project"));
        tiny.write("servers/contestants.yaml", """
                - {id: honest, label: Honest, family: virtual, description: waits, command: %s, options: [honest]}
                """.formatted(TinyProject.fakeServer()));
        tiny.write("bench/scenarios/tiny.yaml", """
                id: tiny
                title: Tiny
                question: Does it work?
                mode: open-poisson
                request: GET /wait/100
                warmup: 100ms
                measurement: 700ms
                points:
                  - {id: short, connections: 20, rate-per-connection: 5}
                """);
        tiny.write("bench/scenarios/long.yaml", """
                id: long
                title: Long
                question: Does it end?
                mode: open-poisson
                request: GET /wait/100
                warmup: 100ms
                measurement: 600s
                points:
                  - {id: long, connections: 20, rate-per-connection: 5}
                """);
        tiny.write("bench/profiles.yaml", """
                - {id: tiny, description: tiny, contestants: [honest], blocks: 1, scenarios: [{id: tiny}, {id: long}]}
                """);
    }

    @ParameterizedTest(name = "SIG{0} ends run and resume with {1}")
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void aRunKeepsItsTrialsAndSaysHowToGoOn(String signal, int exit) throws Exception {
        Path run = folder.resolve("run");
        Process first = tiny.start("run", "tiny", "--out", run.toString());
        awaitTrialAndNext(first, run);
        stop(first, signal, exit);
        assertThat(tiny.output())
                .contains("stopping; finished trials are kept; finish later with: scripts/tvl resume " + run);
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("interrupted");
        List<String> kept = trials(run);

        Process again = tiny.start("resume", run.toString());
        tiny.awaitServers(again);
        stop(again, signal, exit);
        assertThat(tiny.output()).contains("stopping; finished trials are kept");
        assertThat(RunDirectory.open(run).readRun().status()).isEqualTo("interrupted");
        assertThat(trials(run)).isEqualTo(kept);
    }

    @ParameterizedTest(name = "SIG{0} ends calibrate --generator with {1}")
    @CsvSource({"INT, 130, ''", "TERM, 143, --json", "HUP, 129, ''"})
    void aCalibrationOfTheGeneratorPrintsItsChecks(String signal, int exit, String json) throws Exception {
        Path truth = folder.resolve("project/bench/truth");
        Files.createDirectories(truth);
        Path built = Files.createSymbolicLink(
                truth.resolve("target"), Path.of(System.getProperty("tvl.root"), "bench/truth/target"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(tiny.command("calibrate", "--generator", "--quick"));
        if (!json.isEmpty()) {
            command.add(json);
        }
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        Process tvl = tiny.spawn(new ProcessBuilder(command));
        StringBuilder said = new StringBuilder();
        for (String line = tvl.errorReader(UTF_8).readLine();
                line != null && !line.contains("[2/");
                line = tvl.errorReader(UTF_8).readLine()) {
            said.append(line).append('\n');
        }
        kill(tvl, signal);
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        List<String> rest = tvl.errorReader(UTF_8).lines().toList();
        assertThat(tvl.waitFor()).as(said + String.join("\n", rest)).isEqualTo(exit);
        assertThat(rest).anySatisfy(line -> assertThat(line).contains("no document was written"));
        if (json.isEmpty()) {
            assertThat(printed).contains("experiment").containsPattern("(PASS|FAIL)  ");
        } else {
            JsonNode document = new ObjectMapper().readTree(printed);
            assertThat(document.required("stopped").asBoolean()).isTrue();
            assertThat(document.required("checks")).isNotEmpty();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("tvl-calibrate")))
                    .as("logs")
                    .isEmpty();
        }
        Files.delete(built);
    }

    /// The first trial is on disk, and the server of the second is there.
    private void awaitTrialAndNext(Process tvl, Path run) throws Exception {
        tiny.awaitTrial(tvl, run);
        tiny.awaitServers(tvl);
    }

    private static List<String> trials(Path run) throws IOException {
        return RunDirectory.open(run).trials().readable().stream()
                .map(trial -> trial.path() + " " + trial.startedAt())
                .toList();
    }

    private void stop(Process tvl, String signal, int exit) throws Exception {
        List<ProcessHandle> servers = tiny.awaitServers(tvl);
        kill(tvl, signal);
        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(exit);
        TinyProject.awaitEnd(servers);
    }

    private static void kill(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}

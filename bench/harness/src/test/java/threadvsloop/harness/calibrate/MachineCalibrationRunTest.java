package threadvsloop.harness.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import threadvsloop.harness.TinyProject;
import threadvsloop.results.calibration.MachineCalibration;
import threadvsloop.results.run.RunDirectory;

/// `tvl calibrate` as processes, as short as can be, with one trial taken away and made again by `tvl
/// resume`.
@Isolated("other tests are foreign load to its trials")
class MachineCalibrationRunTest {

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(project);
        String command = TinyProject.fakeServer().replace("FakeServer\"]", "FakeServer\", \"honest\"]");
        tiny.write(
                "servers/contestants.yaml",
                "- {id: eventloop, label: Loop, family: loop, description: answers, command: %s}%n".formatted(command));
        tiny.write("bench/scenarios/calibration.yaml", """
                id: calibration
                title: Itself
                question: Does it differ?
                mode: open-constant
                warmup: 100ms
                measurement: 300ms
                request: GET /plaintext
                points:
                  - {id: r200, connections: 2, rate: 200}
                  - {id: turns, connections: 2, rate: 200, turn: 100ms}
                """);
        tiny.write("bench/scenarios/calibration-steady.yaml", """
                id: calibration-steady
                title: Known
                question: Is it found?
                mode: open-constant
                warmup: 100ms
                measurement: 300ms
                request: GET /plaintext
                points: [{id: turns, connections: 2, rate: 100, turn: 100ms}]
                """);
        tiny.write("bench/claims/C01.yaml", """
                id: C01
                title: Taste
                statement: One is nicer.
                source: somebody
                out-of-scope: no measurement tells
                """);
        tiny.write("bench/profiles.yaml", """
                - {id: claims, description: none, claims: [C01], blocks: 2}
                """);
    }

    @Test
    void keepsWhatItFoundAndPrintsItInTheReport() throws Exception {
        run("calibrate", "--pairs", "2", "--repetitions", "1");

        Path kept = only("_machine.json");
        MachineCalibration found = MachineCalibration.read(kept);
        assertThat(found.trials()).isEqualTo(18);
        assertThat(found.planted())
                .hasSize(4)
                .allSatisfy(planted -> assertThat(planted.comparisons()).isEqualTo(1));
        assertThat(found.same())
                .filteredOn(same -> same.metric().equals("cpu-per-request"))
                .singleElement()
                .satisfies(same -> assertThat(same.pairs()).isEqualTo(2));
        assertThat(found.sameInTurns())
                .extracting(MachineCalibration.Same::metric)
                .containsExactly("cpu-per-request", "switches-per-request", "p50");
        assertThat(found.environment()
                        .sameHost(RunDirectory.open(only("_pilot")).readEnvironment()))
                .as("the host of the calibration is that of runs, though the pilot has confined the process")
                .isTrue();
        assertThat(tiny.output())
                .contains("On this host 2 blocks find a difference of", "Where servers take turns", "planted");
        Path run = only("_machine");
        assertThat(run.resolve("report.html")).content().contains("What this host can tell apart", "10% more CPU");

        Path lost = run.resolve("trials/calibration/eventloop-burn-10/turns/b2/trial.json");
        Files.delete(lost);
        run("resume", "--no-report", run.toString());

        assertThat(lost).exists();
        assertThat(MachineCalibration.read(kept).trials()).isEqualTo(18);
    }

    private void run(String... arguments) throws Exception {
        Process process = tiny.start(arguments);
        assertThat(process.waitFor(9, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(tiny.output()).isZero();
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("results/calibration"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}

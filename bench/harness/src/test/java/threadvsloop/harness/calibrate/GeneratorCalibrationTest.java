package threadvsloop.harness.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.Project;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.run.Machine;

/// Short forms of those experiments whose outcome does not depend on how busy the machine is.
class GeneratorCalibrationTest {

    @TempDir
    private Path logs;

    @Test
    void everyFaultIsCountedExactlyAndAThrottledGeneratorSaysSo() throws Exception {
        List<String> progress = new ArrayList<>();
        Calibration found = calibration(new FaultExperiment(), new ThrottleExperiment(true))
                .carryOut(Instant.parse("2026-01-02T03:04:05Z"), "tvl calibrate", progress::add, new ArrayList<>());

        assertThat(found.checks())
                .hasSize(15)
                .allSatisfy(
                        check -> assertThat(check.passed()).as(check.toString()).isTrue());
        assertThat(progress).containsExactly("[1/2] faults", "[2/2] throttled generator");
        JsonNode document = new ObjectMapper().valueToTree(found);
        assertThat(document.path("startedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(document.path("environment").path("cpus").asInt()).isPositive();
        assertThat(document.path("checks")
                        .path(0)
                        .path("numbers")
                        .path("seenByServer")
                        .asDouble())
                .isPositive();
    }

    @Test
    void aTableSaysWhatFailed() {
        CalibrationCheck good = new CalibrationCheck("one", "1", "1", "exactly", true, Map.of());
        CalibrationCheck bad = new CalibrationCheck("another", "2", "3", "exactly", false, Map.of());
        Calibration calibration = new Calibration(
                1,
                "generator",
                "now",
                "abc",
                "tvl",
                true,
                2,
                0.01,
                false,
                List.of(good, bad),
                Machine.describe(Project.find(), Cpus.ALL));
        assertThat(CalibrationText.of(calibration).lines())
                .containsExactly(
                        "      experiment  known  measured  bound",
                        "PASS  one         1      1         exactly",
                        "FAIL  another     2      3         exactly",
                        "1 of 2 checks passed in 2 s; the hypervisor took 1.0% of the CPU time");
    }

    private GeneratorCalibration calibration(GeneratorExperiment... experiments) {
        return new GeneratorCalibration(bench(), List.of(experiments));
    }

    private GeneratorBench bench() {
        return new GeneratorBench(Project.find(), Cpus.ALL, logs, true);
    }
}

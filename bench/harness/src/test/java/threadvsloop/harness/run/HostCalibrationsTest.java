package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.calibration.MachineCalibration;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.run.RunDirectory;

class HostCalibrationsTest {

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    @Test
    void aRunGetsTheNewestCalibrationOfItsHost() throws IOException {
        HostCalibrations calibrations = new HostCalibrations(folder.resolve("calibration"));
        calibrations.keep(calibration("2026-01-01T00:00:00Z", host("A", 2)));
        calibrations.keep(calibration("2026-03-01T00:00:00Z", host("A", 2)));
        calibrations.keep(calibration("2026-02-01T00:00:00Z", host("A", 2)));
        calibrations.keep(calibration("2026-04-01T00:00:00Z", host("B", 2)));
        calibrations.keep(calibration("2026-05-01T00:00:00Z", host("A", 4)));
        RunDirectory run = RunDirectory.create(folder.resolve("run"));
        run.writeEnvironment(host("A", 2));

        calibrations.attach(run, messages::add);

        assertThat(MachineCalibration.in(run.path()))
                .hasValueSatisfying(found -> assertThat(found.startedAt()).isEqualTo("2026-03-01T00:00:00Z"));
        assertThat(messages).isEmpty();
    }

    @Test
    void aHostWithoutOneGetsNone() throws IOException {
        HostCalibrations calibrations = new HostCalibrations(folder.resolve("calibration"));
        calibrations.keep(calibration("2026-04-01T00:00:00Z", host("B", 2)));
        RunDirectory run = RunDirectory.create(folder.resolve("run"));
        run.writeEnvironment(host("A", 2));

        calibrations.attach(run, messages::add);
        new HostCalibrations(folder.resolve("nowhere")).attach(run, messages::add);

        assertThat(MachineCalibration.in(run.path())).isEmpty();
        assertThat(messages).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidAndHindersNoOther() throws IOException {
        HostCalibrations calibrations = new HostCalibrations(folder.resolve("calibration"));
        calibrations.keep(calibration("2026-01-01T00:00:00Z", host("A", 2)));
        Files.writeString(folder.resolve("calibration/20260601T000000Z_x_machine.json"), "{");
        RunDirectory run = RunDirectory.create(folder.resolve("run"));

        calibrations.attach(run, messages::add);
        run.writeEnvironment(host("A", 2));
        calibrations.attach(run, messages::add);

        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst()).contains("the host of this run is not known");
        assertThat(messages.getLast()).contains("20260601T000000Z_x_machine.json");
        assertThat(MachineCalibration.in(run.path())).isPresent();
    }

    private static MachineCalibration calibration(String startedAt, Environment host) {
        return new MachineCalibration(
                MachineCalibration.SCHEMA_VERSION,
                startedAt,
                "0123456789",
                "tvl calibrate",
                "somewhere",
                "Event loop",
                "GET /plaintext",
                12,
                0,
                6,
                List.of(),
                List.of(),
                List.of(),
                host);
    }

    private static Environment host(String cpuModel, int cpus) {
        return new Environment(
                Environment.SCHEMA_VERSION,
                "",
                "Debian",
                "6.1",
                cpuModel,
                cpus,
                8192,
                "0",
                "1",
                Map.of(),
                Map.of("java", "25.0.1"),
                List.of());
    }
}

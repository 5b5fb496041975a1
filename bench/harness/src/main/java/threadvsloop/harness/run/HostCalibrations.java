package threadvsloop.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import threadvsloop.harness.Project;
import threadvsloop.results.calibration.MachineCalibration;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;

/// The calibrations of machines in `results/calibration`, by host.
public record HostCalibrations(Path folder) {

    private static final String SUFFIX = "_machine.json";

    public static HostCalibrations of(Project project) {
        return new HostCalibrations(project.calibrations());
    }

    /// @return where it is kept
    Path keep(MachineCalibration calibration) throws IOException {
        Files.createDirectories(folder);
        String stamp = calibration.startedAt().replaceAll("[-:]", "");
        Path file = folder.resolve(stamp + "_" + calibration.commit() + SUFFIX);
        calibration.write(file);
        return file;
    }

    /// Gives a run the newest calibration of the host that it was made on; leaves what it has if there is
    /// none.
    ///
    /// @param messages told what cannot be read
    public void attach(RunDirectory run, Consumer<String> messages) throws IOException {
        try {
            Environment host = run.readEnvironment();
            Optional<MachineCalibration> newest = all(messages).stream()
                    .filter(calibration -> calibration.environment().sameHost(host))
                    .max(Comparator.comparing(MachineCalibration::startedAt));
            if (newest.isPresent()) {
                newest.get().write(run.path().resolve(MachineCalibration.FILE));
            }
        } catch (RunDirectoryException e) {
            messages.accept("the host of this run is not known, so it has no calibration: " + e.getMessage());
        }
    }

    private List<MachineCalibration> all(Consumer<String> messages) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .flatMap(file -> readable(file, messages).stream())
                    .toList();
        }
    }

    private static Optional<MachineCalibration> readable(Path file, Consumer<String> messages) {
        try {
            return Optional.of(MachineCalibration.read(file));
        } catch (IOException e) {
            messages.accept("a calibration is left out: " + e.getMessage());
            return Optional.empty();
        }
    }
}

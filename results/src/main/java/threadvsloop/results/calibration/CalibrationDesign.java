package threadvsloop.results.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import threadvsloop.results.run.Documents;
import threadvsloop.results.run.RunDirectory;

/// `calibration-design.json` in the run directory of a calibration: who is who among its contestants. It
/// is written before the first trial, so that an interrupted calibration can be resumed.
///
/// @param base id of the server that all others are compared with
/// @param twin id of the same server under a second name
/// @param blocks of one comparison, as many as claims have
/// @param pairs blocks in which base and twin both run, one after another, and again in turns
/// @param planted servers that do a known amount more; they take turns with the base
public record CalibrationDesign(
        int schemaVersion, String base, String twin, int blocks, int pairs, List<Planted> planted) {

    public static final int SCHEMA_VERSION = 1;
    private static final String FILE = "calibration-design.json";

    /// The base with a known amount of work or waiting added to each request; one of the two is 0.
    ///
    /// @param title as in "10% more CPU"
    /// @param scenario where it takes turns with the base
    /// @param burnNs of CPU
    /// @param delayMs of waiting
    /// @param comparisons how often it is looked for, each time in other blocks
    public record Planted(
            String contestant, String title, String scenario, long burnNs, double delayMs, int comparisons) {}

    public void write(RunDirectory directory) throws IOException {
        Documents.write(directory.path().resolve(FILE), this);
    }

    /// Empty if the run is no calibration.
    public static Optional<CalibrationDesign> read(RunDirectory directory) throws IOException {
        Path file = directory.path().resolve(FILE);
        return Files.exists(file)
                ? Optional.of(Documents.read(file, CalibrationDesign.class, SCHEMA_VERSION))
                : Optional.empty();
    }

    /// Who takes part at a point, and up to which block; the base as long as any other.
    ///
    /// @param scenario of the point
    /// @param inTurns whether servers take turns at it
    /// @param withTwin whether the twin takes part in the scenario
    public Map<String, Integer> lastBlocks(String scenario, boolean inTurns, boolean withTwin) {
        Map<String, Integer> last = new LinkedHashMap<>();
        if (withTwin) {
            last.put(twin, pairs);
        }
        planted.stream()
                .filter(plant -> inTurns && plant.scenario().equals(scenario))
                .forEach(plant -> last.put(plant.contestant(), plant.comparisons() * blocks));
        last.put(base, last.values().stream().reduce(0, Math::max));
        return last;
    }

    public int allBlocks() {
        return planted.stream().mapToInt(plant -> plant.comparisons() * blocks).reduce(pairs, Math::max);
    }
}

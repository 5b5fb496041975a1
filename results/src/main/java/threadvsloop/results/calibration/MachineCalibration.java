package threadvsloop.results.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.run.Documents;
import threadvsloop.results.stats.Interval;

/// `calibration.json`: what comparisons made on a host can be trusted with. It is kept in
/// `results/calibration`, and a copy of the newest one of the host lies in the directory of each of its
/// runs.
///
/// @param startedAt UTC, ISO 8601
/// @param run name of the run directory that it rests on
/// @param load one line on what was asked of the servers
/// @param trials that were carried out
/// @param invalid of these, which are left out
/// @param blocks of one comparison
/// @param same the server against itself, by metric, one after another
/// @param sameInTurns the same where both live at once and take turns
/// @param planted differences of known size, between servers that take turns
public record MachineCalibration(
        int schemaVersion,
        String startedAt,
        String commit,
        String command,
        String run,
        String server,
        String load,
        int trials,
        int invalid,
        int blocks,
        List<Same> same,
        List<Same> sameInTurns,
        List<Planted> planted,
        Environment environment) {

    public static final int SCHEMA_VERSION = 1;
    public static final String FILE = "calibration.json";

    /// A/A for one metric.
    ///
    /// @param metric id of a `Metric`
    /// @param pairs blocks in which both had a number
    /// @param comparisons that the pairs make, each of as many blocks as a claim has
    /// @param falsePositives of these, whose 95% interval leaves out 1
    /// @param falsePositiveRate 0 to 1, of thousands of comparisons drawn from the pairs: seven say little
    /// @param ratio of all pairs; its interval contains 1 if neither name has an advantage
    /// @param smallestRatio above 1: what one comparison finds four times in five
    public record Same(
            String metric,
            int pairs,
            int comparisons,
            int falsePositives,
            double falsePositiveRate,
            double ratio,
            Interval interval,
            double smallestRatio) {}

    /// A planted difference.
    ///
    /// @param unit `×` for a ratio of the metric, `ms` for a difference
    /// @param planted the size that must be found, in the unit
    /// @param tolerance by how much the planted size is not known: a timer ends up to so much late
    /// @param effect what all blocks say, in the unit
    /// @param blocks that the effect rests on
    /// @param comparisons of as many blocks as a claim has
    /// @param found comparisons whose interval leaves out "no difference", on the right side
    /// @param contained comparisons whose interval holds the planted size
    public record Planted(
            String title,
            String metric,
            String unit,
            double planted,
            double tolerance,
            double effect,
            Interval interval,
            int blocks,
            int comparisons,
            int found,
            int contained) {}

    public void write(Path file) throws IOException {
        Documents.write(file, this);
    }

    public static MachineCalibration read(Path file) throws IOException {
        return Documents.read(file, MachineCalibration.class, SCHEMA_VERSION);
    }

    /// The one that a run's directory holds.
    public static Optional<MachineCalibration> in(Path runDirectory) throws IOException {
        Path file = runDirectory.resolve(FILE);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }
}

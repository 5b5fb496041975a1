package threadvsloop.results.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.calibration.MachineCalibration;
import threadvsloop.results.calibration.MachineCalibration.Planted;
import threadvsloop.results.calibration.MachineCalibration.Same;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.run.RunData;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.text.Numbers;

/// What the host of a run can tell apart, as people read it.
///
/// @param calibration null if the host was not calibrated, or its calibration cannot be read
/// @param sentence the gist of it, or why it is missing and what to do
public record Resolution(@Nullable MachineCalibration calibration, String sentence) {

    private static final String UNKNOWN = "How small a difference this host can tell apart is not known: run"
            + " scripts/tvl calibrate, then scripts/tvl report on this directory.";

    /// A metric of the server against itself.
    record SameRow(
            String metric, String pairs, String ratio, String interval, String falsePositives, String smallest) {}

    /// A difference that was planted.
    record PlantedRow(
            String title,
            String metric,
            String planted,
            String effect,
            String interval,
            String found,
            String contained) {}

    static Resolution of(RunData run) {
        try {
            return MachineCalibration.in(run.directory().path())
                    .map(Resolution::of)
                    .orElseGet(() -> new Resolution(null, UNKNOWN));
        } catch (IOException | RuntimeException e) {
            return new Resolution(null, "The calibration of this host cannot be read: " + e.getMessage());
        }
    }

    /// Of a calibration that was just made.
    public static Resolution of(MachineCalibration calibration) {
        return new Resolution(calibration, gist(calibration));
    }

    /// `On this host 6 blocks find a difference of …`.
    private static String gist(MachineCalibration calibration) {
        return cpu(calibration.same())
                .map(same ->
                        ("On this host %d blocks find a difference of %s in CPU per request four times in five, and"
                                        + " see one where there is none in %s of comparisons (%s against itself, %d pairs).%s")
                                .formatted(
                                        calibration.blocks(),
                                        Numbers.percent(same.smallestRatio() - 1),
                                        Numbers.percent(same.falsePositiveRate()),
                                        calibration.server(),
                                        same.pairs(),
                                        inTurns(calibration)))
                .orElse("This host was calibrated, but too few trials of its calibration were valid: run scripts/tvl"
                        + " calibrate again.");
    }

    private static String inTurns(MachineCalibration calibration) {
        return cpu(calibration.sameInTurns())
                .map(same -> " Where servers take turns it is %s and %s."
                        .formatted(
                                Numbers.percent(same.smallestRatio() - 1), Numbers.percent(same.falsePositiveRate())))
                .orElse("");
    }

    private static Optional<Same> cpu(List<Same> all) {
        return all.stream()
                .filter(same -> same.metric().equals(Metric.CPU_PER_REQUEST.id()))
                .findFirst();
    }

    List<SameRow> same() {
        return calibration == null
                ? List.of()
                : Stream.concat(
                                calibration.same().stream().map(same -> row(same, "")),
                                calibration.sameInTurns().stream().map(same -> row(same, ", in turns")))
                        .toList();
    }

    List<PlantedRow> planted() {
        return calibration == null
                ? List.of()
                : calibration.planted().stream().map(Resolution::row).toList();
    }

    private static SameRow row(Same same, String manner) {
        return new SameRow(
                label(same.metric()) + manner,
                Numbers.count((long) same.pairs()),
                "×" + Numbers.three(same.ratio()),
                range(same.interval()),
                String.format(
                        Locale.ROOT,
                        "%s; %d of %d comparisons",
                        Numbers.percent(same.falsePositiveRate()),
                        same.falsePositives(),
                        same.comparisons()),
                Numbers.percent(same.smallestRatio() - 1));
    }

    private static PlantedRow row(Planted planted) {
        return new PlantedRow(
                planted.title(),
                label(planted.metric()),
                size(planted, planted.planted())
                        + (planted.tolerance() > 0
                                ? " to " + size(planted, planted.planted() + planted.tolerance())
                                : ""),
                size(planted, planted.effect()),
                range(planted.interval()),
                String.format(Locale.ROOT, "%d of %d", planted.found(), planted.comparisons()),
                String.format(Locale.ROOT, "%d of %d", planted.contained(), planted.comparisons()));
    }

    private static String size(Planted planted, double value) {
        return planted.unit().equals("×") ? "×" + Numbers.three(value) : Numbers.three(value) + " " + planted.unit();
    }

    private static String range(Interval interval) {
        return Numbers.three(interval.low()) + "–" + Numbers.three(interval.high());
    }

    private static String label(String metric) {
        return Metric.ofId(metric).label();
    }

    /// For a terminal: the gist, then a line for each metric and each planted difference.
    public String text() {
        StringBuilder text = new StringBuilder(sentence).append('\n');
        same().forEach(row -> text.append("  %-26s %s pairs, %s (%s); false positives %s; finds %s%n"
                .formatted(
                        row.metric(), row.pairs(), row.ratio(), row.interval(), row.falsePositives(), row.smallest())));
        planted()
                .forEach(row ->
                        text.append("  %-26s planted %s, measured %s (%s); found in %s, inside the interval in %s%n"
                                .formatted(
                                        row.title(),
                                        row.planted(),
                                        row.effect(),
                                        row.interval(),
                                        row.found(),
                                        row.contained())));
        return text.toString();
    }
}

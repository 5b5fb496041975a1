package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import threadvsloop.results.run.PointSpec;
import threadvsloop.results.run.Run;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.TaggedInterval;
import threadvsloop.results.run.Trial;
import threadvsloop.results.stats.PointComparison;
import threadvsloop.results.stats.TrialHistogram;

/// Response time by percentile at one point: a line per contestant from the merged histograms of its trials, and a thin
/// one per trial.
final class LatencyChart {
    /// The fastest tenth is left out: its extremes would stretch the axis and nobody asks for them.
    private static final double FIRST_NINES = Math.log10(1 / 0.9);
    private static final double STEP_NINES = 0.05;
    private static final double NS_PER_MS = 1e6;
    private static final int HEIGHT_PX = 460;

    private final RunData run;
    private final TrialFiles files;
    private final Run.Scenario scenario;

    LatencyChart(RunData run, TrialFiles files, Run.Scenario scenario) {
        this.run = run;
        this.files = files;
        this.scenario = scenario;
    }

    /// Empty if no request was answered in a usable trial.
    Optional<Chart> of(PointSpec point) {
        if (!ChartSet.sendsRequests(point)) {
            return Optional.empty();
        }
        PointComparison comparison = PointComparison.of(run, scenario.id(), point.id());
        List<Line> lines = new ArrayList<>();
        for (int slot = 0; slot < run.contestants().size(); slot++) {
            Run.Contestant contestant = run.contestants().get(slot);
            line(comparison.usable(contestant.id()), contestant, slot).ifPresent(lines::add);
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(chart(point, lines));
    }

    private Chart chart(PointSpec point, List<Line> lines) {
        String title = "How long did requests take?";
        return new Chart(
                Chart.id("latency", scenario.id(), point.id()),
                scenario.id(),
                "latency",
                title,
                "Response time counts from the moment the schedule meant a request to start. Thick: all blocks merged. "
                        + "Thin: single trials. Each labelled step to the right leaves a tenth as many slower requests.",
                HEIGHT_PX,
                new Data(title, scenario.title() + ": " + ChartSet.words(point), lines));
    }

    private Optional<Line> line(List<Trial> trials, Run.Contestant contestant, int slot) {
        Histogram merged = new Histogram(3);
        List<List<double[]>> blocks = new ArrayList<>();
        for (Trial trial : trials) {
            Histogram response =
                    TrialHistogram.of(files.intervals(trial, TaggedInterval.RESPONSE), TaggedInterval.RESPONSE);
            if (response.getTotalCount() > 0) {
                merged.add(response);
                blocks.add(points(response));
            }
        }
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Line(contestant.label(), contestant.family(), slot, points(merged), blocks));
    }

    /// From the first tenth to the slowest of n, which stands at log10(n): beyond it nothing was seen.
    static List<double[]> points(Histogram ns) {
        double last = Math.log10((double) ns.getTotalCount());
        List<double[]> points = new ArrayList<>();
        for (int step = 0; FIRST_NINES + step * STEP_NINES < last; step++) {
            double nines = FIRST_NINES + step * STEP_NINES;
            points.add(new double[] {nines, ms(ns.getValueAtPercentile(100 * (1 - Math.pow(10, -nines))))});
        }
        points.add(new double[] {last, ms(ns.getMaxValue())});
        return points;
    }

    /// At least a microsecond: the axis is logarithmic.
    private static double ms(long ns) {
        return Math.max(1e-3, ns / NS_PER_MS);
    }

    /// @param points [log10(1 ÷ (1 − p)), ms]
    record Line(String label, String family, int slot, List<double[]> points, List<List<double[]>> blocks) {}

    record Data(String title, String subtitle, List<Line> lines) {}
}

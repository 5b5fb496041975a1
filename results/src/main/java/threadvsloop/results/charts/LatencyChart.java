package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.TaggedInterval;

/// Response time by percentile at one point: a line per contestant from the merged histograms of its trials, and a thin
/// one per trial.
final class LatencyChart {
    /// The fastest tenth is left out: its extremes would stretch the axis and nobody asks for them.
    private static final double FIRST_NINES = Math.log10(1 / 0.9);
    private static final double STEP_NINES = 0.05;
    private static final double THIN_STEP_NINES = 0.1;
    private static final double NS_PER_MS = 1e6;
    private static final int HEIGHT_PX = 460;
    /// Fewer failures than one in a thousand are told by the table alone.
    private static final double LEAST_FAILURES = 0.001;

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
        String title =
                point.traffic().hasSeveralKinds() ? "How long did all requests take?" : "How long did requests take?";
        return of(comparison, TaggedInterval.RESPONSE)
                .map(lines -> chart(Chart.id("latency", scenario.id(), point.id()), point, title, lines));
    }

    /// Of one kind of request in a mix; empty if none was answered in a usable trial.
    Optional<Chart> of(PointSpec point, Traffic.Kind kind) {
        PointComparison comparison =
                PointComparison.of(run, scenario.id(), point.id()).ofKind(kind.name());
        String id = Chart.id("latency", scenario.id(), point.id(), kind.name());
        return of(comparison, TaggedInterval.responseOf(kind.name()))
                .map(lines -> chart(id, point, "How long did " + kind.request() + " take?", lines));
    }

    private Optional<List<Line>> of(PointComparison comparison, String tag) {
        List<Line> lines = new ArrayList<>();
        for (int slot = 0; slot < run.contestants().size(); slot++) {
            Run.Contestant contestant = run.contestants().get(slot);
            String label = contestant.label() + failures(comparison.errorShare(contestant.id()));
            line(comparison.usable(contestant.id()), tag, label, contestant.family(), slot)
                    .ifPresent(lines::add);
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    /// Beside the name of a contestant that failed: its line is of the answers it gave.
    private static String failures(double share) {
        return share < LEAST_FAILURES ? "" : String.format(Locale.ROOT, " (%.3g%% failed)", share * 100);
    }

    private Chart chart(String id, PointSpec point, String title, List<Line> lines) {
        String subtitle = ChartSet.title(scenario, point);
        return new Chart(
                id,
                scenario.id(),
                "latency",
                title + " " + subtitle,
                "Response time counts from the moment the schedule meant a request to start. Thick: all blocks merged. "
                        + "Thin: single trials. Each labelled step to the right leaves a tenth as many slower requests.",
                HEIGHT_PX,
                new Data(title, subtitle, lines));
    }

    private Optional<Line> line(List<Trial> trials, String tag, String label, String family, int slot) {
        Histogram merged = new Histogram(3);
        List<List<double[]>> blocks = new ArrayList<>();
        for (Trial trial : trials) {
            Histogram response = TaggedInterval.sum(files.intervals(trial, tag), tag);
            if (response.getTotalCount() > 0) {
                merged.add(response);
                blocks.add(points(response, THIN_STEP_NINES));
            }
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Line(label, family, slot, points(merged), blocks));
    }

    /// From the first tenth to the slowest of n, which stands at log10(n): beyond it nothing was seen.
    static List<double[]> points(Histogram ns) {
        return points(ns, STEP_NINES);
    }

    /// In one pass over the histogram, which would take one for each point.
    private static List<double[]> points(Histogram ns, double stepNines) {
        long total = ns.getTotalCount();
        double last = Math.log10((double) total);
        List<double[]> points = new ArrayList<>();
        double nines = FIRST_NINES;
        for (HistogramIterationValue recorded : ns.recordedValues()) {
            long within = recorded.getTotalCountToThisValue();
            while (nines < last && within >= Math.ceil(total * (1 - Math.pow(10, -nines)))) {
                points.add(new double[] {nines, ms(recorded.getValueIteratedTo())});
                nines = FIRST_NINES + points.size() * stepNines;
            }
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

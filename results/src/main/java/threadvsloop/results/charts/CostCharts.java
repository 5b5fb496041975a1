package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.verdict.ShownRatio;

/// Bars of what a request costs at each point of a scenario that is not a sweep: CPU time and context switches.
final class CostCharts {
    private static final String CAPTION = "Bars are means over blocks, circles the single blocks.";
    private static final String PALE = " Pale: what the JVM's compilers used of it, which a warm server does without.";
    private static final String MARKED =
            " †: leaving that out changes how this server compares with the first, so no difference is claimed.";
    private static final String BY_COMPILERS = " †";
    private static final int BAR_PX = 44;
    private static final int AROUND_BARS_PX = 150;

    private final RunData run;
    private final Run.Scenario scenario;

    CostCharts(RunData run, Run.Scenario scenario) {
        this.run = run;
        this.scenario = scenario;
    }

    List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        for (PointSpec point : scenario.points()) {
            chart(point, "cpu", "What CPU time does a request cost? ", Metric.CPU_PER_REQUEST, "CPU per request, µs")
                    .ifPresent(charts::add);
            chart(
                            point,
                            "switches",
                            "How often is a request's CPU switched?",
                            Metric.SWITCHES_PER_REQUEST,
                            "context switches per request")
                    .ifPresent(charts::add);
        }
        return charts;
    }

    private Optional<Chart> chart(PointSpec point, String name, String question, Metric metric, String xName) {
        PointComparison comparison = PointComparison.of(run, scenario.id(), point.id());
        List<Bar> bars = new ArrayList<>();
        for (int slot = 0; slot < run.contestants().size(); slot++) {
            bar(comparison, metric, slot).ifPresent(bars::add);
        }
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        String subtitle = ChartSet.title(scenario, point);
        return Optional.of(new Chart(
                Chart.id(name, scenario.id(), point.id()),
                scenario.id(),
                "bars",
                question + " " + subtitle,
                caption(bars),
                AROUND_BARS_PX + BAR_PX * bars.size(),
                new Data(question, subtitle, xName, bars)));
    }

    private static String caption(List<Bar> bars) {
        return CAPTION
                + (bars.stream().anyMatch(bar -> bar.pale() > 0) ? PALE : "")
                + (bars.stream().anyMatch(bar -> !bar.note().isEmpty()) ? MARKED : "");
    }

    private Optional<Bar> bar(PointComparison comparison, Metric metric, int slot) {
        Run.Contestant contestant = run.contestants().get(slot);
        return comparison
                .spread(contestant.id(), metric)
                .map(spread -> new Bar(
                        contestant.label(),
                        contestant.family(),
                        slot,
                        spread.mean(),
                        pale(comparison, contestant, metric, spread.mean()),
                        decidedByCompilers(comparison, contestant, metric) ? BY_COMPILERS : "",
                        spread.max(),
                        List.copyOf(comparison.byBlock(contestant.id(), metric).values())));
    }

    /// What a warm server does without.
    private static double pale(PointComparison comparison, Run.Contestant contestant, Metric metric, double mean) {
        return metric.warm()
                .flatMap(warm -> comparison.spread(contestant.id(), warm))
                .map(warm -> Math.max(0, mean - warm.mean()))
                .orElse(0.0);
    }

    private static boolean decidedByCompilers(PointComparison comparison, Run.Contestant contestant, Metric metric) {
        return ShownRatio.of(comparison, contestant.id(), metric)
                .flatMap(ShownRatio::decidedByCompilers)
                .isPresent();
    }

    record Bar(
            String label,
            String family,
            int slot,
            double value,
            double pale,
            String note,
            double most,
            List<Double> blocks) {}

    record Data(String title, String subtitle, String xName, List<Bar> bars) {}
}

package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threadvsloop.results.run.PointSpec;
import threadvsloop.results.run.Run;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.Trial;
import threadvsloop.results.stats.Metric;
import threadvsloop.results.stats.PointComparison;
import threadvsloop.results.stats.Spread;

/// Charts against the number of connections, for a scenario whose points differ in nothing else.
final class SweepCharts {
    private static final int HEIGHT_PX = 440;
    /// From here on equal steps would press the small numbers of connections against the axis.
    private static final int WIDE_RANGE = 20;

    private static final String MEDIANS = "Points are medians over blocks, whiskers the least and the largest block. ";
    private static final String SLOPE = "The slope is Theil and Sen's, its 95% interval in parentheses.";

    private final RunData run;
    private final Run.Scenario scenario;

    SweepCharts(RunData run, Run.Scenario scenario) {
        this.run = run;
        this.scenario = scenario;
    }

    List<Chart> all() {
        String title = scenario.title();
        return Stream.of(
                        chart(
                                "p99",
                                "How slow is one request in a hundred? " + title,
                                Metric.P99,
                                "p99 response time, ms",
                                MEDIANS,
                                true,
                                Slope.NONE),
                        chart(
                                "memory",
                                "What does a connection cost in memory? " + title,
                                Metric.PSS,
                                "memory (PSS), MiB",
                                MEDIANS + SLOPE,
                                false,
                                Slope.KIB),
                        chart(
                                "threads",
                                "How many threads does it take? " + title,
                                Metric.THREADS,
                                "threads",
                                MEDIANS + SLOPE,
                                false,
                                Slope.THREADS),
                        chart(
                                "cpu",
                                "What CPU time does a request cost? " + title,
                                Metric.CPU_PER_REQUEST,
                                "CPU per request, µs",
                                MEDIANS,
                                false,
                                Slope.NONE),
                        chart(
                                "switches",
                                "How often is a request's CPU switched? " + title,
                                Metric.SWITCHES_PER_REQUEST,
                                "context switches per request",
                                MEDIANS,
                                false,
                                Slope.NONE))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Chart> chart(
            String name, String title, Metric metric, String yName, String caption, boolean logY, Slope slope) {
        List<Line> lines = new ArrayList<>();
        for (int slot = 0; slot < run.contestants().size(); slot++) {
            line(run.contestants().get(slot), slot, metric, slope).ifPresent(lines::add);
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Data data = new Data(
                title,
                scenario.question(),
                "connections",
                yName,
                slope != Slope.NONE,
                slope == Slope.NONE && isWide(),
                logY,
                lines);
        return Optional.of(
                new Chart(name + "-" + scenario.id(), scenario.id(), "sweep", title, caption.strip(), HEIGHT_PX, data));
    }

    private Optional<Line> line(Run.Contestant contestant, int slot, Metric metric, Slope slope) {
        List<double[]> medians = new ArrayList<>();
        List<double[]> trials = new ArrayList<>();
        for (PointSpec point : scenario.points()) {
            PointComparison comparison = PointComparison.of(run, scenario.id(), point.id());
            Optional<Spread> spread = comparison.spread(contestant.id(), metric);
            spread.ifPresent(of -> medians.add(new double[] {point.connections(), of.median(), of.min(), of.max()}));
            for (Trial trial : comparison.usable(contestant.id())) {
                metric.of(trial).ifPresent(value -> trials.add(new double[] {point.connections(), value}));
            }
        }
        return medians.isEmpty()
                ? Optional.empty()
                : Optional.of(new Line(contestant.label(), contestant.family(), slot, slope.note(trials), medians));
    }

    private boolean isWide() {
        int least = scenario.points().stream()
                .mapToInt(PointSpec::connections)
                .min()
                .orElse(0);
        int most = scenario.points().stream()
                .mapToInt(PointSpec::connections)
                .max()
                .orElse(0);
        return least > 0 && most / least >= WIDE_RANGE;
    }

    record Line(String label, String family, int slot, String note, List<double[]> points) {}

    record Data(
            String title,
            String subtitle,
            String xName,
            String yName,
            boolean fromZero,
            boolean logX,
            boolean logY,
            List<Line> lines) {}
}

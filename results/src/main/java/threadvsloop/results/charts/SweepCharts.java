package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.verdict.ShownRatio;

/// Charts against the number of connections, for a scenario whose points differ in nothing else.
final class SweepCharts {
    private static final int HEIGHT_PX = 440;
    /// From here on equal steps would press the small numbers of connections against the axis.
    private static final int WIDE_RANGE = 20;
    private static final double LEAST_FAILURES = 0.01;
    private static final String HOLLOW =
            " Hollow: leaving out the CPU of the JVM's compilers changes how this server compares with the first, so no"
                    + " difference is claimed.";

    private final RunData run;
    private final Run.Scenario scenario;

    SweepCharts(RunData run, Run.Scenario scenario) {
        this.run = run;
        this.scenario = scenario;
    }

    List<Chart> all() {
        return Arrays.stream(Sweep.values())
                .map(this::chart)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Chart> chart(Sweep sweep) {
        List<Line> lines = new ArrayList<>();
        for (int slot = 0; slot < run.contestants().size(); slot++) {
            line(sweep, slot).ifPresent(lines::add);
        }
        boolean isLine = lines.stream().anyMatch(line -> line.points().size() > 1);
        return isLine ? Optional.of(chart(sweep, lines)) : Optional.empty();
    }

    private Chart chart(Sweep sweep, List<Line> lines) {
        Data data = new Data(
                sweep.question,
                scenario.title(),
                "connections",
                sweep.axis,
                sweep.hasSlope(),
                !sweep.hasSlope() && isWide(),
                sweep.isLogarithmic(),
                lines);
        String id = Chart.id(sweep.id, scenario.id());
        String caption = sweep.caption() + (lines.stream().anyMatch(Line::hasHollow) ? HOLLOW : "");
        String title = sweep.question + " " + scenario.title();
        return new Chart(id, scenario.id(), "sweep", title, caption, HEIGHT_PX, data);
    }

    private Optional<Line> line(Sweep sweep, int slot) {
        Run.Contestant contestant = run.contestants().get(slot);
        List<Place> places = new ArrayList<>();
        List<double[]> trials = new ArrayList<>();
        for (PointSpec point : scenario.points()) {
            PointComparison at = PointComparison.of(run, scenario.id(), point.id());
            at.spread(contestant.id(), sweep.metric)
                    .map(of -> new Place(
                            point.connections(),
                            of.mean(),
                            of.min(),
                            of.max(),
                            decidedByCompilers(at, contestant, sweep)))
                    .ifPresent(places::add);
            at.byBlock(contestant.id(), sweep.metric)
                    .values()
                    .forEach(value -> trials.add(new double[] {point.connections(), value}));
        }
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(new Line(
                        contestant.label(), contestant.family(), slot, note(sweep, contestant, trials), places));
    }

    /// The slope; beside latencies, from where on the server fails: the line then holds failures too, at the age they
    /// had reached.
    private String note(Sweep sweep, Run.Contestant contestant, List<double[]> trials) {
        if (!sweep.isLogarithmic()) {
            return sweep.slope.note(trials);
        }
        return scenario.points().stream()
                .filter(point ->
                        PointComparison.of(run, scenario.id(), point.id()).errorShare(contestant.id())
                                >= LEAST_FAILURES)
                .mapToInt(PointSpec::connections)
                .min()
                .stream()
                .mapToObj(from -> String.format(Locale.ROOT, "1%% or more failed from %,d connections on", from))
                .findFirst()
                .orElse("");
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

    private static boolean decidedByCompilers(PointComparison at, Run.Contestant contestant, Sweep sweep) {
        return ShownRatio.of(at, contestant.id(), sweep.metric)
                .flatMap(ShownRatio::decidedByCompilers)
                .isPresent();
    }

    record Line(String label, String family, int slot, String note, List<Place> points) {
        boolean hasHollow() {
            return points.stream().anyMatch(Place::hollow);
        }
    }

    /// @param at connections
    /// @param value the mean over the blocks
    /// @param hollow the JVM's compilers decide how it stands beside the first contestant's
    record Place(int at, double value, double least, double most, boolean hollow) {}

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

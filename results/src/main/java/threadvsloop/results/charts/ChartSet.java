package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.PointSpec.Mode;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.run.RunData;

/// Which charts a run has: chosen by what its scenarios measured, left out where no trial can be shown.
///
/// @param charts in report order
/// @param troubles raw files that could not be read, in sentences; their trials are missing in some charts
public record ChartSet(List<Chart> charts, List<String> troubles) {

    /// Reads the raw files of all trials that may be shown.
    public static ChartSet of(RunData data) {
        List<Chart> charts = new ArrayList<>();
        TrialFiles files = new TrialFiles(data.directory());
        for (Run.Scenario scenario : data.scenarios()) {
            charts.addAll(of(data, files, scenario));
        }
        charts.addAll(new TimelineCharts(data, files).all());
        return new ChartSet(charts, files.troubles());
    }

    private static List<Chart> of(RunData data, TrialFiles files, Run.Scenario scenario) {
        List<Chart> charts = new ArrayList<>();
        boolean sweep = scenario.sweep() && scenario.points().size() > 1;
        charts.addAll(sweep ? new SweepCharts(data, scenario).all() : new CostCharts(data, scenario).all());
        LatencyChart latency = new LatencyChart(data, files, scenario);
        for (PointSpec point : scenario.points()) {
            latency.of(point).ifPresent(charts::add);
            if (point.traffic().hasSeveralKinds()) {
                for (Traffic.Kind kind : point.traffic().mix()) {
                    latency.of(point, kind).ifPresent(charts::add);
                }
            }
        }
        return charts;
    }

    /// What load a point applies, in words: `1,000 connections, 1,000 requests/s`.
    public static String words(PointSpec point) {
        String connections =
                String.format(Locale.ROOT, "%,d connections", point.connections()) + manner(point.traffic());
        PointSpec.Course course = point.course();
        return switch (point.mode()) {
            case IDLE -> connections + ", idle";
            case CLOSED -> connections + ", closed loop" + thinking(course);
            case OPEN_POISSON, OPEN_CONSTANT ->
                connections
                        + (course.rate().isEmpty()
                                ? String.format(Locale.ROOT, ", %,.0f requests/s", point.offeredPerSecond())
                                : ", " + course.rate() + " requests/s")
                        + turns(course);
            case PARTLY_OPEN_POISSON, PARTLY_OPEN_CONSTANT ->
                "%s, %s sessions/s of %s requests%s"
                        .formatted(connections, course.rate(), course.sessionRequests(), thinking(course));
        };
    }

    /// Scenario and load of a point, in words that no other point of the scenario shares.
    public static String title(Run.Scenario scenario, PointSpec point) {
        return scenario.title() + ": " + load(scenario, point);
    }

    /// What load a point applies, with its request or its id where another point of the scenario has the same load.
    public static String load(Run.Scenario scenario, PointSpec point) {
        String words = words(point);
        List<PointSpec> alike = scenario.points().stream()
                .filter(other -> words(other).equals(words))
                .toList();
        if (alike.size() < 2) {
            return words;
        }
        long requests = alike.stream().map(PointSpec::request).distinct().count();
        return words + ", " + (requests == alike.size() ? point.request() : point.id());
    }

    private static String thinking(PointSpec.Course course) {
        return course.think().isEmpty() ? "" : ", thinking " + course.think();
    }

    private static String turns(PointSpec.Course course) {
        return course.inTurns() ? String.format(Locale.ROOT, ", in turns of %.0f ms", course.turnSeconds() * 1e3) : "";
    }

    private static String manner(Traffic traffic) {
        String idle = traffic.idle() == 0 ? "" : String.format(Locale.ROOT, ", %,d of them idle", traffic.idle());
        Traffic.SlowWriters slowWriters = traffic.slowWriters();
        String writers = slowWriters == null
                ? ""
                : String.format(Locale.ROOT, ", %,d of them slow writers", slowWriters.connections());
        Traffic.SlowReaders slow = traffic.slowReaders();
        String readers =
                slow == null ? "" : String.format(Locale.ROOT, ", %,d of them slow readers", slow.connections());
        return (traffic.connectionPerRequest() ? " at once, one per request" : "") + idle + readers + writers;
    }

    static boolean sendsRequests(PointSpec point) {
        return point.mode() != Mode.IDLE;
    }
}

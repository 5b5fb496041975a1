package threadvsloop.results.charts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.ProcessSample;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.TaggedInterval;

/// One trial from start to stop: for every contestant the first usable one at the point of most connections that the
/// run
/// has requests for.
final class TimelineCharts {
    private static final int HEIGHT_PX = 640;
    private static final double NS_PER_MS = 1e6;

    private final RunData run;
    private final TrialFiles files;

    private record Place(Run.Scenario scenario, PointSpec point) {}

    TimelineCharts(RunData run, TrialFiles files) {
        this.run = run;
        this.files = files;
    }

    List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        busiest().ifPresent(place -> {
            PointComparison at =
                    PointComparison.of(run, place.scenario().id(), place.point().id());
            for (int slot = 0; slot < run.contestants().size(); slot++) {
                Run.Contestant contestant = run.contestants().get(slot);
                List<Trial> usable = at.usable(contestant.id());
                if (!usable.isEmpty()) {
                    charts.add(chart(place.scenario(), usable.getFirst(), contestant, slot));
                }
            }
        });
        return charts;
    }

    private Optional<Place> busiest() {
        return run.scenarios().stream()
                .flatMap(scenario -> scenario.points().stream().map(point -> new Place(scenario, point)))
                .filter(place -> ChartSet.sendsRequests(place.point()))
                .max(Comparator.comparingInt(place -> place.point().connections()));
    }

    private Chart chart(Run.Scenario scenario, Trial trial, Run.Contestant contestant, int slot) {
        String title = "What happens during one trial of " + contestant.label() + "?";
        return new Chart(
                Chart.id("timeline", scenario.id(), contestant.id()),
                scenario.id(),
                "timeline",
                title,
                "Bands are the trial's phases. Response times and requests in flight are those of the measurement; "
                        + "threads and memory are read all along.",
                HEIGHT_PX,
                data(scenario, trial, contestant, slot, title));
    }

    private Data data(Run.Scenario scenario, Trial trial, Run.Contestant contestant, int slot, String title) {
        List<TaggedInterval> intervals = files.intervals(trial, TaggedInterval.RESPONSE, TaggedInterval.IN_FLIGHT);
        List<ProcessSample> samples = files.process(trial);
        return new Data(
                title,
                String.format(Locale.ROOT, "%s, block %d", ChartSet.title(scenario, trial.point()), trial.block()),
                contestant.family(),
                slot,
                trial.phases().stream().map(TimelineCharts::band).toList(),
                perSecond(trial, intervals, TaggedInterval.RESPONSE, TimelineCharts::quantilesMs),
                perSecond(trial, intervals, TaggedInterval.IN_FLIGHT, counts -> new double[] {counts.getMean()}),
                levels(samples, ProcessSample::threads),
                levels(samples, sample -> sample.pssKiB() / 1024));
    }

    private static Band band(Trial.Phase phase) {
        return new Band(phase.name(), phase.startMs() / 1e3, (phase.startMs() + phase.durationMs()) / 1e3);
    }

    private static double[] quantilesMs(Histogram ns) {
        return Stream.of(ns.getValueAtPercentile(50), ns.getValueAtPercentile(99), ns.getMaxValue())
                .mapToDouble(value -> Math.max(1e-3, value / NS_PER_MS))
                .toArray();
    }

    /// Rows of [seconds since the trial's start at the interval's middle, values…]; empty intervals are left out.
    private static List<double[]> perSecond(
            Trial trial, List<TaggedInterval> intervals, String tag, Function<Histogram, double[]> values) {
        long startMs = Instant.parse(trial.startedAt()).toEpochMilli();
        return intervals.stream()
                .filter(interval -> interval.tag().equals(tag))
                .filter(interval -> interval.histogram().getTotalCount() > 0)
                .map(interval -> {
                    double middleMs = (interval.epochStartMs() + interval.epochEndMs()) / 2.0 - startMs;
                    return row(middleMs / 1e3, values.apply(interval.histogram()));
                })
                .toList();
    }

    private static List<double[]> levels(List<ProcessSample> samples, ToDoubleFunction<ProcessSample> value) {
        return samples.stream()
                .filter(sample -> value.applyAsDouble(sample) >= 0)
                .map(sample -> row(sample.timeSeconds(), new double[] {value.applyAsDouble(sample)}))
                .toList();
    }

    private static double[] row(double seconds, double[] values) {
        double[] row = new double[values.length + 1];
        row[0] = seconds;
        System.arraycopy(values, 0, row, 1, values.length);
        return row;
    }

    record Band(String name, double from, double to) {}

    record Data(
            String title,
            String subtitle,
            String family,
            int slot,
            List<Band> phases,
            List<double[]> response,
            List<double[]> inFlight,
            List<double[]> threads,
            List<double[]> pss) {}
}

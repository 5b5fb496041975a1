package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import threadvsloop.harness.Durations;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.TheilSen;

/// An hour of a moderate load of 500 requests per second, in a sixth of the time: nothing grows, nothing is lost.
///
/// @param length 20 s and up
public record SoakExperiment(Duration length) implements GeneratorExperiment {

    private static final int CONNECTIONS = 200;
    private static final double PER_SECOND = 6 * 500;
    private static final int SAMPLES = 20;
    /// What the heap may differ by from one collection to the next, for reasons that are not the load.
    private static final double SLACK_BYTES = 256 * 1024;

    private static final double MOST_BYTES_PER_REQUEST = 1;

    public SoakExperiment {
        if (length.toSeconds() < SAMPLES) {
            throw new UsageException("a soak must last %d s or more, not %s".formatted(SAMPLES, length));
        }
    }

    @Override
    public String title() {
        return "soak, " + Durations.words(length);
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        SoakWatch watch = new SoakWatch((int) Math.max(1, length.toSeconds() / SAMPLES));
        LoadShape shape = new LoadShape.Open(Arrivals.POISSON, PER_SECOND);
        GeneratorBench.Measured measured = bench.measure("/null", CONNECTIONS, shape, Duration.ZERO, length, watch);
        LoadResult load = measured.load();
        return List.of(answers(measured), heap(load, watch.heapGrowth(load)), descriptors(watch.descriptorGrowth()));
    }

    private CalibrationCheck answers(GeneratorBench.Measured measured) {
        LoadResult load = measured.load();
        long seen = measured.truth().requests().getOrDefault("/null", 0L);
        long good = load.outcomes().getOrDefault(Outcome.ANSWERED_2XX, 0L);
        return new CalibrationCheck(
                title() + ", answers",
                String.format(ROOT, "the server saw %,d requests", seen),
                String.format(ROOT, "%,d requests, %,d good answers", load.requests(), good),
                "exactly",
                good == seen && load.requests() == seen && load.reopened() == 0,
                Map.of("seenByServer", (double) seen, "requests", (double) load.requests(), "good", (double) good));
    }

    private CalibrationCheck heap(LoadResult load, Optional<TheilSen> growth) {
        double allowed = MOST_BYTES_PER_REQUEST * load.requests() + SLACK_BYTES;
        return growth(
                title() + ", heap after GC",
                String.format(
                        ROOT,
                        "does not grow, but by the %.1f MiB in which the generator keeps its seconds",
                        SoakWatch.keptBytes(load) / 1024.0 / 1024),
                growth,
                allowed,
                1024,
                "KiB",
                String.format(ROOT, "%.0f byte per request + %.0f KiB", MOST_BYTES_PER_REQUEST, SLACK_BYTES / 1024));
    }

    private CalibrationCheck descriptors(Optional<TheilSen> growth) {
        return growth(title() + ", descriptors", "does not grow", growth, 1, 1, "descriptors", "below 1");
    }

    /// Over the whole soak, by the slope of all samples.
    private CalibrationCheck growth(
            String what,
            String known,
            Optional<TheilSen> growth,
            double allowed,
            double unit,
            String unitName,
            String bound) {
        double seconds = length.toSeconds();
        double grown = growth.map(TheilSen::slope).orElse(Double.POSITIVE_INFINITY) * seconds;
        Interval interval = growth.map(TheilSen::interval).orElse(null);
        return new CalibrationCheck(
                what,
                known,
                String.format(ROOT, "grew by %.1f %s", grown / unit, unitName)
                        + (interval == null
                                ? ""
                                : String.format(
                                        ROOT,
                                        " (95%%: %.1f to %.1f)",
                                        interval.low() * seconds / unit,
                                        interval.high() * seconds / unit)),
                bound,
                grown < allowed,
                Map.of("grown", grown, "allowed", allowed));
    }
}

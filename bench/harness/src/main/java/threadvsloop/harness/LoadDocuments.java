package threadvsloop.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import threadvsloop.loadgen.Arrivals;
import threadvsloop.loadgen.Interval;
import threadvsloop.loadgen.LoadOptions;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.loadgen.LoadShape;
import threadvsloop.loadgen.Outcome;
import threadvsloop.results.run.LoadSummary;
import threadvsloop.results.run.Quantiles;
import threadvsloop.results.run.TaggedInterval;
import threadvsloop.results.run.Validity;

/// Turns what the load generator measured into the documents of the run directory.
final class LoadDocuments {

    private static final int SCHEMA_VERSION = 1;

    private LoadDocuments() {}

    static LoadSummary summary(LoadResult result) {
        LoadOptions options = result.options();
        return new LoadSummary(
                SCHEMA_VERSION,
                url(options),
                mode(options.shape()),
                new LoadSummary.Connections(options.connections(), result.opened(), result.served()),
                result.offeredPerSecond(),
                result.achievedPerSecond(),
                (result.measurementEndNs() - result.measurementStartNs()) / 1e9,
                result.requests(),
                outcomes(result.outcomes()),
                quantiles(result.response()),
                quantiles(result.service()),
                quantiles(result.sendLag()),
                quantiles(result.connect()),
                result.meanInFlight(),
                result.generatorCpuNsPerRequest(),
                result.generatorCpuShare(),
                result.gcPauseMs(),
                new Validity(
                        Validity.Status.valueOf(result.audit().status().name()),
                        result.audit().reasons()));
    }

    static String url(LoadOptions options) {
        return "http://%s:%d%s"
                .formatted(options.host(), options.port(), options.request().target());
    }

    static String mode(LoadShape shape) {
        return switch (shape) {
            case LoadShape.Open(Arrivals arrivals, double ignored) ->
                "open-" + arrivals.name().toLowerCase(Locale.ROOT);
            case LoadShape.Closed() -> "closed";
            case LoadShape.Idle() -> "idle";
        };
    }

    /// The load's part of `trial.hlog`.
    static List<TaggedInterval> intervals(LoadResult result) {
        List<TaggedInterval> tagged = new ArrayList<>();
        for (Interval interval : result.intervals()) {
            long startMs = interval.epochStartMs();
            long endMs = startMs + Math.round((interval.endNs() - interval.startNs()) / 1e6);
            tagged.add(new TaggedInterval(TaggedInterval.RESPONSE, startMs, endMs, interval.response()));
            tagged.add(new TaggedInterval(TaggedInterval.SERVICE, startMs, endMs, interval.service()));
            tagged.add(new TaggedInterval(TaggedInterval.SEND_LAG, startMs, endMs, interval.sendLag()));
            tagged.add(new TaggedInterval(TaggedInterval.CONNECT, startMs, endMs, interval.connect()));
            Histogram inFlight = new Histogram(3);
            inFlight.recordValue(interval.inFlight());
            tagged.add(new TaggedInterval(TaggedInterval.IN_FLIGHT, startMs, endMs, inFlight));
        }
        return tagged;
    }

    private static Map<String, Long> outcomes(Map<Outcome, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((outcome, count) -> {
            if (count > 0) {
                named.put(outcome.label(), count);
            }
        });
        return named;
    }

    private static Quantiles quantiles(Histogram histogram) {
        return new Quantiles(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getValueAtPercentile(99.99),
                histogram.getMaxValue(),
                histogram.getMean());
    }
}

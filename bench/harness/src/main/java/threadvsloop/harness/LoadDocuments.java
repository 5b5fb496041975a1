package threadvsloop.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.Interval;
import threadvsloop.loadgen.KindInterval;
import threadvsloop.loadgen.KindResult;
import threadvsloop.loadgen.KindResult.Manner;
import threadvsloop.loadgen.LoadOptions;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.loadgen.LoadShape;
import threadvsloop.loadgen.Outcome;
import threadvsloop.loadgen.RequestSpec;
import threadvsloop.loadgen.Sessions;
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
                options.shape().label(),
                new LoadSummary.Connections(options.connections().number(), result.opened(), result.served()),
                result.offeredPerSecond(),
                result.achievedPerSecond(),
                (result.measurementEndNs() - result.measurementStartNs()) / 1e9,
                result.requests(),
                outcomes(result.outcomes()),
                Quantiles.of(result.response()),
                Quantiles.of(result.service()),
                Quantiles.of(result.firstByte()),
                result.response().getValueAtPercentile(99) - result.service().getValueAtPercentile(99),
                Quantiles.of(result.sendLag()),
                Quantiles.of(result.connect()),
                result.connectsPerSecond(),
                mixed(result).mapToDouble(KindResult::receivedBytesPerSecond).sum(),
                result.meanInFlight(),
                result.generator().cpuNsPerRequest(),
                result.generator().cpuShare(),
                result.generator().gcPauseMs(),
                result.generator().spinShare(),
                result.generator().runQueueShare(),
                result.generator().stealShare(),
                result.generator().prioritised(),
                sessions(result),
                result.kinds().size() == 1
                        ? List.of()
                        : result.kinds().stream().map(LoadDocuments::kind).toList(),
                new Validity(
                        Validity.Status.valueOf(result.audit().status().name()),
                        result.audit().reasons(),
                        result.audit().findings(),
                        result.audit().tailOnly()));
    }

    private static LoadSummary.Kind kind(KindResult found) {
        return new LoadSummary.Kind(
                found.kind().name(),
                text(found),
                found.manner() == Manner.SLOW_READERS,
                found.manner() == Manner.SLOW_WRITERS,
                found.requests(),
                found.achievedPerSecond(),
                found.receivedBytesPerSecond(),
                found.sentBytesPerSecond(),
                found.answeredEarly(),
                outcomes(found.outcomes()),
                Quantiles.of(found.response()),
                Quantiles.of(found.service()));
    }

    /// Those that are in the totals.
    private static Stream<KindResult> mixed(LoadResult result) {
        return result.kinds().stream().filter(kind -> kind.manner() == Manner.LOAD);
    }

    /// Method and target, as in `GET /wait/100`.
    private static String text(KindResult kind) {
        return kind.kind().request().method() + " " + kind.kind().request().target();
    }

    /// By request, the shortest service time of a good answer; without requests that had none.
    static Map<String, Long> fastestAnswersNs(LoadResult result) {
        Map<String, Long> fastest = new LinkedHashMap<>();
        for (KindResult kind : result.kinds()) {
            if (kind.fastestAnswerNs() >= 0) {
                fastest.merge(text(kind), kind.fastestAnswerNs(), Math::min);
            }
        }
        return fastest;
    }

    /// That of the first target and the first kind of request.
    static String url(LoadOptions options) {
        RequestSpec first = options.requests().kinds().getFirst().request();
        return "http://" + options.targets().getFirst() + first.target();
    }

    private static LoadSummary.@Nullable Sessions sessions(LoadResult result) {
        Sessions sessions = result.sessions();
        return result.options().shape() instanceof LoadShape.PartlyOpen
                ? new LoadSummary.Sessions(sessions.started(), sessions.ended(), sessions.failed())
                : null;
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
            for (int i = 0; i < interval.kinds().size(); i++) {
                String name = result.kinds().get(i).kind().name();
                KindInterval kind = interval.kinds().get(i);
                tagged.add(new TaggedInterval(TaggedInterval.responseOf(name), startMs, endMs, kind.response()));
                tagged.add(new TaggedInterval(TaggedInterval.serviceOf(name), startMs, endMs, kind.service()));
            }
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
}

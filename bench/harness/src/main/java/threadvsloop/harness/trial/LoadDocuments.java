package threadvsloop.harness.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.KindInterval;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.KindResult.Manner;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.TaggedInterval;

/// Turns what the load generator measured into the documents of the run directory.
public final class LoadDocuments {

    /// 2: response and service times are of good answers only, and failures stand beside them.
    private static final int SCHEMA_VERSION = 2;

    private LoadDocuments() {}

    public static LoadSummary summary(LoadResult result) {
        LoadOptions options = result.options();
        Quantiles response = Quantiles.of(result.response());
        Quantiles service = Quantiles.of(result.service());
        double cpuNs = result.generator().cpuNsPerRequest();
        return new LoadSummary(
                SCHEMA_VERSION,
                url(options),
                options.shape().label(),
                new LoadSummary.Connections(options.connections().number(), result.opened(), result.served()),
                result.offeredPerSecond(),
                result.achievedPerSecond(),
                (result.measurementEndNs() - result.measurementStartNs()) / 1e9,
                result.requests(),
                result.answers(),
                labelled(result.outcomes(), Outcome::label),
                failures(result.errors(), result.failed(), result.response()),
                labelled(result.connectFaults(), ConnectFault::label),
                response,
                service,
                Quantiles.of(result.firstByte()),
                response.p99Over(service),
                Quantiles.of(result.sendLag()),
                Quantiles.of(result.connect()),
                result.connectsPerSecond(),
                mixed(result).mapToDouble(KindResult::receivedBytesPerSecond).sum(),
                result.meanInFlight(),
                Double.isNaN(cpuNs) ? Quantiles.UNKNOWN : cpuNs,
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
                labelled(found.outcomes(), Outcome::label),
                failures(failed(found), found.failed(), found.response()),
                Quantiles.of(found.response()),
                Quantiles.of(found.service()));
    }

    /// That slow readers and writers were cut off by the end of the run is no failure.
    private static long failed(KindResult found) {
        return found.manner() == Manner.LOAD
                ? found.errors()
                : found.errors() - found.outcomes().getOrDefault(Outcome.UNFINISHED, 0L);
    }

    private static Failures failures(long failed, Histogram ages, Histogram response) {
        return new Failures(failed, Quantiles.of(ages), Quantiles.over(response, failed));
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
    public static String url(LoadOptions options) {
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
    public static List<TaggedInterval> intervals(LoadResult result) {
        List<TaggedInterval> tagged = new ArrayList<>();
        for (Interval interval : result.intervals()) {
            long startMs = interval.epochStartMs();
            long endMs = startMs + Math.round((interval.endNs() - interval.startNs()) / 1e6);
            tagged.add(new TaggedInterval(TaggedInterval.RESPONSE, startMs, endMs, interval.response()));
            tagged.add(new TaggedInterval(TaggedInterval.SERVICE, startMs, endMs, interval.service()));
            tagged.add(new TaggedInterval(TaggedInterval.SEND_LAG, startMs, endMs, interval.sendLag()));
            tagged.add(new TaggedInterval(TaggedInterval.CONNECT, startMs, endMs, interval.connect()));
            failed(TaggedInterval.FAILED, startMs, endMs, interval.failed()).ifPresent(tagged::add);
            tagged.add(new TaggedInterval(TaggedInterval.IN_FLIGHT, startMs, endMs, count(interval.inFlight())));
            for (int i = 0; i < interval.kinds().size(); i++) {
                String name = result.kinds().get(i).kind().name();
                KindInterval kind = interval.kinds().get(i);
                tagged.add(new TaggedInterval(TaggedInterval.responseOf(name), startMs, endMs, kind.response()));
                tagged.add(new TaggedInterval(TaggedInterval.serviceOf(name), startMs, endMs, kind.service()));
                failed(TaggedInterval.failedOf(name), startMs, endMs, kind.failed())
                        .ifPresent(tagged::add);
            }
        }
        return tagged;
    }

    private static Optional<TaggedInterval> failed(String tag, long startMs, long endMs, Histogram ages) {
        return ages.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new TaggedInterval(tag, startMs, endMs, ages));
    }

    /// One number as a histogram that takes little room: there is one for each second of a run.
    static Histogram count(long number) {
        Histogram one = new PackedHistogram(1, Math.max(2, number), 3);
        one.recordValue(number);
        return one;
    }

    private static <E extends Enum<E>> Map<String, Long> labelled(Map<E, Long> counts, Function<E, String> label) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((which, count) -> {
            if (count > 0) {
                named.put(label.apply(which), count);
            }
        });
        return named;
    }
}

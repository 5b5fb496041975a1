package threadvsloop.loadgen.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.GeneratorUse;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.KindInterval;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;

/// Adds up the results of generators that worked side by side.
public final class ResultMerge {
    private final List<LoadResult> parts;

    private ResultMerge(List<LoadResult> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("at least one result is needed to merge, not 0");
        }
        this.parts = parts;
    }

    /// One result of several generators that put load on the same server at the same time, without loss: counts and
    /// histograms are added, intervals of the same moment too.
    ///
    /// @param parts at least one, of the same requests and kind of shape
    public static LoadResult of(List<LoadResult> parts) {
        return new ResultMerge(parts).merged();
    }

    private LoadResult merged() {
        List<KindResult> kinds = kinds();
        return new LoadResult(
                options(),
                parts.stream().mapToLong(LoadResult::measurementStartNs).min().orElseThrow(),
                parts.stream().mapToLong(LoadResult::measurementEndNs).max().orElseThrow(),
                sum(LoadResult::opened),
                sum(LoadResult::served),
                sumOf(LoadResult::offeredPerSecond),
                sumOf(LoadResult::achievedPerSecond),
                count(LoadResult::requests),
                count(LoadResult::answers),
                map(Outcome.class, LoadResult::outcomes, Long::sum),
                map(Outcome.class, LoadResult::examples, (first, _) -> first),
                histogram(LoadResult::response),
                histogram(LoadResult::service),
                histogram(LoadResult::failed),
                histogram(LoadResult::firstByte),
                histogram(LoadResult::connect),
                histogram(LoadResult::sendLag),
                histogram(LoadResult::pacingLag),
                intervals(),
                sumOf(LoadResult::meanInFlight),
                count(LoadResult::queued),
                sumOf(LoadResult::connectsPerSecond),
                count(LoadResult::reopened),
                map(ConnectFault.class, LoadResult::connectFaults, Long::sum),
                map(ConnectFault.class, LoadResult::connectExamples, (first, _) -> first),
                generator(),
                parts.stream().anyMatch(LoadResult::stopped),
                parts.stream().map(LoadResult::sessions).reduce(Sessions.NONE, Sessions::plus),
                kinds,
                audit());
    }

    /// The first generator's, with the connections, rates and loops of all.
    private LoadOptions options() {
        LoadOptions first = parts.getFirst().options();
        return new LoadOptions(
                targets(),
                parts.stream()
                        .flatMap(part -> part.options().sources().stream())
                        .distinct()
                        .toList(),
                first.requests(),
                connections(first.connections()),
                shape(first.shape()),
                first.warmup(),
                first.measurement(),
                first.timeout(),
                first.seed(),
                parts.stream().mapToInt(part -> part.options().loops()).sum());
    }

    private List<Address> targets() {
        return parts.stream()
                .flatMap(part -> part.options().targets().stream())
                .distinct()
                .toList();
    }

    private Connections connections(Connections first) {
        return new Connections(
                sum(part -> part.options().connections().number()),
                sumOf(part -> part.options().connections().openedPerSecond()),
                first.perRequest(),
                sum(part -> part.options().connections().idle()),
                slowReaders(first.slowReaders()),
                slowWriters(first.slowWriters()));
    }

    private @Nullable SlowReaders slowReaders(@Nullable SlowReaders first) {
        if (first == null) {
            return null;
        }
        int connections = parts.stream()
                .map(part -> part.options().connections().slowReaders())
                .mapToInt(readers -> readers == null ? 0 : readers.connections())
                .sum();
        return new SlowReaders(connections, first.request(), first.bytesPerSecond(), first.receiveBufferBytes());
    }

    private @Nullable SlowWriters slowWriters(@Nullable SlowWriters first) {
        if (first == null) {
            return null;
        }
        int connections = parts.stream()
                .map(part -> part.options().connections().slowWriters())
                .mapToInt(writers -> writers == null ? 0 : writers.connections())
                .sum();
        return new SlowWriters(connections, first.request(), first.bytesPerSecond());
    }

    private List<KindResult> kinds() {
        List<RequestKind> first = parts.getFirst().options().kinds();
        for (LoadResult part : parts) {
            if (!part.options().kinds().equals(first)) {
                throw new IllegalArgumentException("results of different requests cannot be merged: " + first + " and "
                        + part.options().kinds());
            }
        }
        return IntStream.range(0, first.size()).mapToObj(this::kind).toList();
    }

    private KindResult kind(int index) {
        List<KindResult> of =
                parts.stream().map(part -> part.kinds().get(index)).toList();
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        of.forEach(kind -> kind.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum)));
        return new KindResult(
                of.getFirst().kind(),
                of.getFirst().manner(),
                of.stream().mapToDouble(KindResult::achievedPerSecond).sum(),
                of.stream().mapToDouble(KindResult::receivedBytesPerSecond).sum(),
                of.stream().mapToDouble(KindResult::sentBytesPerSecond).sum(),
                of.stream().mapToLong(KindResult::requests).sum(),
                of.stream().mapToLong(KindResult::answeredEarly).sum(),
                outcomes,
                of.stream()
                        .mapToLong(KindResult::fastestAnswerNs)
                        .filter(ns -> ns >= 0)
                        .min()
                        .orElse(-1),
                sum(of.stream().map(KindResult::response)),
                sum(of.stream().map(KindResult::service)),
                sum(of.stream().map(KindResult::failed)));
    }

    private LoadShape shape(LoadShape first) {
        for (LoadResult part : parts) {
            if (!part.options().shape().label().equals(first.label())) {
                throw new IllegalArgumentException("results of different load shapes cannot be merged: " + first
                        + " and " + part.options().shape());
            }
        }
        return parts.stream().skip(1).map(part -> part.options().shape()).reduce(first, ResultMerge::add);
    }

    private static LoadShape add(LoadShape a, LoadShape b) {
        return switch (a) {
            case LoadShape.Open one
            when b instanceof LoadShape.Open other ->
                new LoadShape.Open(one.arrivals(), one.rate().plus(other.rate()));
            case LoadShape.PartlyOpen one
            when b instanceof LoadShape.PartlyOpen other ->
                new LoadShape.PartlyOpen(
                        one.arrivals(), one.sessionsPerSecond() + other.sessionsPerSecond(), one.length(), one.think());
            default -> a;
        };
    }

    /// The worst of each, but CPU time per request, which is that of all.
    private GeneratorUse generator() {
        return new GeneratorUse(
                cpuNsPerRequest(),
                most(part -> part.generator().cpuShare()),
                most(part -> part.generator().spinShare()),
                most(part -> part.generator().gcPauseMs()),
                most(part -> part.generator().runQueueShare()),
                most(part -> part.generator().stealShare()),
                parts.stream().allMatch(part -> part.generator().prioritised()));
    }

    private double cpuNsPerRequest() {
        double cpuNs = parts.stream()
                .filter(part -> part.answers() > 0)
                .mapToDouble(part -> part.generator().cpuNsPerRequest() * part.answers())
                .sum();
        long answers = count(LoadResult::answers);
        return answers > 0 ? cpuNs / answers : Double.NaN;
    }

    private Audit audit() {
        AuditStatus worst = AuditStatus.VALID;
        List<String> reasons = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<LoadResult> byGravity = parts.stream()
                .sorted(Comparator.comparing((LoadResult part) -> part.audit().status())
                        .reversed())
                .toList();
        for (LoadResult part : byGravity) {
            worst = worst.or(part.audit().status());
            addNew(reasons, part.audit().reasons());
            addNew(findings, part.audit().findings());
        }
        boolean tailOnly = worst == AuditStatus.SUSPECT
                && parts.stream()
                        .map(LoadResult::audit)
                        .allMatch(audit -> audit.status() == AuditStatus.VALID || audit.tailOnly());
        return new Audit(worst, reasons, findings, tailOnly);
    }

    private static void addNew(List<String> to, List<String> sentences) {
        sentences.stream().filter(sentence -> !to.contains(sentence)).forEach(to::add);
    }

    /// Intervals of the same moment and length become one; others stand side by side, in order of time.
    private List<Interval> intervals() {
        record Key(long epochStartMs, long lengthNs) {}
        Map<Key, Interval> merged =
                new TreeMap<>(Comparator.comparingLong(Key::epochStartMs).thenComparingLong(Key::lengthNs));
        for (LoadResult part : parts) {
            for (Interval interval : part.intervals()) {
                Key key = new Key(interval.epochStartMs(), interval.endNs() - interval.startNs());
                merged.merge(key, interval, ResultMerge::add);
            }
        }
        return List.copyOf(merged.values());
    }

    private static Interval add(Interval a, Interval b) {
        return new Interval(
                a.startNs(),
                a.endNs(),
                a.epochStartMs(),
                add(a.response(), b.response()),
                add(a.service(), b.service()),
                add(a.failed(), b.failed()),
                add(a.sendLag(), b.sendLag()),
                add(a.connect(), b.connect()),
                a.completed() + b.completed(),
                a.errors() + b.errors(),
                a.inFlight() + b.inFlight(),
                a.meanInFlight() + b.meanInFlight(),
                a.open() + b.open(),
                IntStream.range(0, a.kinds().size())
                        .mapToObj(i -> add(a.kinds().get(i), b.kinds().get(i)))
                        .toList());
    }

    private static KindInterval add(KindInterval a, KindInterval b) {
        return new KindInterval(
                add(a.response(), b.response()), add(a.service(), b.service()), add(a.failed(), b.failed()));
    }

    private static Histogram add(Histogram a, Histogram b) {
        Histogram sum = Times.histogram();
        sum.add(a);
        sum.add(b);
        return Times.copy(sum);
    }

    private Histogram histogram(Function<LoadResult, Histogram> which) {
        return sum(parts.stream().map(which));
    }

    private static Histogram sum(Stream<Histogram> histograms) {
        Histogram sum = Times.histogram();
        histograms.forEach(sum::add);
        return sum;
    }

    private int sum(ToIntFunction<LoadResult> which) {
        return parts.stream().mapToInt(which).sum();
    }

    private long count(ToLongFunction<LoadResult> which) {
        return parts.stream().mapToLong(which).sum();
    }

    private double sumOf(ToDoubleFunction<LoadResult> which) {
        return parts.stream().mapToDouble(which).sum();
    }

    private double most(ToDoubleFunction<LoadResult> which) {
        return parts.stream().mapToDouble(which).max().orElseThrow();
    }

    private <K extends Enum<K>, V> Map<K, V> map(
            Class<K> kind, Function<LoadResult, Map<K, V>> which, BinaryOperator<V> both) {
        Map<K, V> merged = new EnumMap<>(kind);
        parts.forEach(part -> which.apply(part).forEach((key, value) -> merged.merge(key, value, both)));
        return merged;
    }
}

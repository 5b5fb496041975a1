package threadvsloop.loadgen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A result without a fault, 1,000 requests of 10 ms in 1 s on 4 connections, to be spoilt in one respect.
final class Results {
    LoadShape shape = new LoadShape.Open(Arrivals.CONSTANT, 1000);
    long lengthNs = 1_000_000_000L;
    int connections = 4;
    int opened = 4;
    int served = 4;
    double achieved = 1000;
    long requests = 1000;
    double meanInFlight = 10;
    double cpuShare = 0.2;
    double gcPauseMs;
    double runQueueShare;
    double stealShare;
    boolean stopped;
    Audit judged = new Audit(AuditStatus.VALID, List.of(), List.of());
    final Map<Outcome, Long> outcomes = new EnumMap<>(Map.of(Outcome.ANSWERED_2XX, 1000L));
    final Map<ConnectFault, Long> faults = new EnumMap<>(ConnectFault.class);
    final Histogram pacingLag = of(20_000, 1000);

    long unasked;
    long unclosed;
    long idleEnded;
    int idle;
    boolean connectionPerRequest;
    RequestMix mix = RequestMix.of(RequestSpec.get("/"));
    /// Requests of each kind of the mix; all requests if there is one kind only.
    List<Long> ofKinds = List.of();

    @Nullable
    SlowReaders slowReaders;

    final Map<Outcome, Long> slowOutcomes = new EnumMap<>(Outcome.class);
    double slowBytesPerSecond;
    double inFlightSeconds = 10;
    final List<long[]> gapsNs = new ArrayList<>();

    LoadResult result() {
        LoadOptions options = options();
        Histogram response = of(10_000_000, 1000);
        Histogram service = of(9_000_000, 1000);
        Histogram none = Times.histogram();
        Interval second = new Interval(
                0, lengthNs, 77_000, response, service, pacingLag, none, 1000, 0, 10, meanInFlight, opened, List.of());
        return new LoadResult(
                options,
                0,
                lengthNs,
                opened,
                served,
                requests,
                achieved,
                requests,
                outcomes,
                Map.of(),
                response,
                service,
                of(8_000_000, 1000),
                of(100_000, opened),
                pacingLag,
                pacingLag,
                List.of(second),
                meanInFlight,
                0,
                0,
                0,
                faults,
                new GeneratorUse(20_000, cpuShare, 0.1, gcPauseMs, runQueueShare, stealShare, true),
                stopped,
                kinds(options, response, service),
                judged);
    }

    private LoadOptions options() {
        Load load =
                Load.on(80).requests(mix).connections(connections).shape(shape).measurementMs(1000);
        load = idle > 0 ? load.idle(idle) : load;
        load = connectionPerRequest ? load.connectionPerRequest() : load;
        return (slowReaders == null ? load : load.slowReaders(slowReaders)).options();
    }

    private List<KindResult> kinds(LoadOptions options, Histogram response, Histogram service) {
        List<KindResult> kinds = new ArrayList<>();
        for (RequestKind kind : options.requests().kinds()) {
            boolean only = options.requests().kinds().size() == 1;
            long count = only ? requests : ofKinds.get(kinds.size());
            Histogram all = only ? response : of(10_000_000, count);
            kinds.add(new KindResult(kind, false, count, 1000, count, outcomes, 9_000_000, all, only ? service : all));
        }
        if (slowReaders != null) {
            Histogram slow = of(10_000_000, 1);
            kinds.add(new KindResult(
                    options.kinds().getLast(), true, 0, slowBytesPerSecond, 1, slowOutcomes, -1, slow, slow));
        }
        return kinds;
    }

    /// What the counters of in-flight requests say: right for all kinds, but that of the first may be spoilt.
    private List<Double> inFlightNs() {
        List<Double> sums = new ArrayList<>();
        result().kinds()
                .forEach(kind ->
                        sums.add(kind.response().getMean() * kind.response().getTotalCount()));
        if (ofKinds.isEmpty()) {
            sums.set(0, inFlightSeconds * 1e9);
        }
        return sums;
    }

    Audit audit() {
        return new Auditor(result(), new Auditor.Evidence(inFlightNs(), unasked, unclosed, idleEnded, gapsNs)).audit();
    }

    static Histogram of(long ns, long count) {
        Histogram histogram = Times.histogram();
        histogram.recordValueWithCount(ns, count);
        return histogram;
    }
}

package threadvsloop.loadgen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.audit.Auditor;
import threadvsloop.loadgen.audit.Evidence;
import threadvsloop.loadgen.record.Times;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.GeneratorUse;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;

/// A result without a fault, 1,000 requests of 10 ms in 1 s on 4 connections, to be spoilt in one respect.
public final class Results {
    public LoadShape shape = new LoadShape.Open(Arrivals.CONSTANT, 1000);
    public long lengthNs = 1_000_000_000L;
    public int connections = 4;
    public int opened = 4;
    public int served = 4;
    public double achieved = 1000;
    public long requests = 1000;
    public double meanInFlight = 10;
    public long serviceNs = 9_000_000;
    long failedNs = 10_000_000;
    public long queued;
    public double connectsPerSecond;
    /// The part of the window in which each connection was open, and in which none was.
    public double openShare = 1;

    double noneOpenShare;
    public long reopeningsFailed;
    long pauses;
    public long redirected;
    public Duration warmup = Duration.ZERO;
    public double cpuShare = 0.2;
    public double gcPauseMs;
    public double runQueueShare;
    double stealShare;
    public boolean stopped;
    public Audit judged = new Audit(AuditStatus.VALID, List.of(), List.of());
    public final Map<Outcome, Long> outcomes = new EnumMap<>(Map.of(Outcome.ANSWERED_2XX, 1000L));
    public final Map<ConnectFault, Long> faults = new EnumMap<>(ConnectFault.class);
    public final Histogram pacingLag = of(20_000, 1000);

    public long unasked;
    public long unclosed;
    public long idleEnded;
    public int idle;
    public boolean connectionPerRequest;
    public RequestMix mix = RequestMix.of(RequestSpec.get("/"));
    /// Requests of each kind of the mix; all requests if there is one kind only.
    public List<Long> ofKinds = List.of();

    @Nullable
    public SlowReaders slowReaders;

    @Nullable
    public SlowWriters slowWriters;

    public long answeredEarly;
    public final Map<Outcome, Long> slowOutcomes = new EnumMap<>(Outcome.class);
    public double slowBytesPerSecond;
    public double inFlightSeconds = 10;
    public final List<Evidence.Issued> issued = new ArrayList<>();
    public Sessions sessions = Sessions.NONE;

    public LoadResult result() {
        LoadOptions options = options();
        Histogram response = of(10_000_000, count(true));
        Histogram service = of(serviceNs, count(true));
        Histogram failed = of(failedNs, count(false));
        Histogram none = Times.histogram();
        Interval second = new Interval(
                0,
                lengthNs,
                77_000,
                response,
                service,
                failed,
                pacingLag,
                none,
                1000,
                0,
                10,
                meanInFlight,
                opened,
                List.of());
        return new LoadResult(
                options,
                0,
                lengthNs,
                opened,
                served,
                requests,
                achieved,
                requests,
                requests,
                outcomes,
                Map.of(),
                response,
                service,
                failed,
                of(8_000_000, 1000),
                of(100_000, opened),
                pacingLag,
                pacingLag,
                List.of(second),
                meanInFlight,
                queued,
                connectsPerSecond,
                0,
                faults,
                Map.of(),
                new GeneratorUse(20_000, cpuShare, 0.1, gcPauseMs, runQueueShare, stealShare, true),
                stopped,
                sessions,
                kinds(options, response, service, failed),
                judged);
    }

    /// Requests that ended well, or not.
    private long count(boolean good) {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getKey().good() == good)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private LoadOptions options() {
        Load load =
                Load.on(80).requests(mix).connections(connections).shape(shape).measurementMs(1000);
        load = load.warmupMs(warmup.toMillis());
        load = idle > 0 ? load.idle(idle) : load;
        load = connectionPerRequest ? load.connectionPerRequest() : load;
        load = slowWriters == null ? load : load.slowWriters(slowWriters);
        return (slowReaders == null ? load : load.slowReaders(slowReaders)).options();
    }

    private List<KindResult> kinds(LoadOptions options, Histogram response, Histogram service, Histogram failed) {
        List<KindResult> kinds = new ArrayList<>();
        for (RequestKind kind : options.requests().kinds()) {
            boolean only = options.requests().kinds().size() == 1;
            long count = only ? requests : ofKinds.get(kinds.size());
            Histogram all = only ? response : of(10_000_000, count);
            kinds.add(new KindResult(
                    kind,
                    KindResult.Manner.LOAD,
                    count,
                    1000,
                    0,
                    count,
                    0,
                    outcomes,
                    9_000_000,
                    all,
                    only ? service : all,
                    only ? failed : Times.histogram()));
        }
        if (slowReaders != null) {
            kinds.add(slow(options, KindResult.Manner.SLOW_READERS, slowBytesPerSecond, 0));
        }
        if (slowWriters != null) {
            kinds.add(slow(options, KindResult.Manner.SLOW_WRITERS, 1000, slowBytesPerSecond));
        }
        return kinds;
    }

    private KindResult slow(LoadOptions options, KindResult.Manner manner, double received, double sent) {
        Histogram time = of(10_000_000, 1);
        return new KindResult(
                options.kinds().getLast(),
                manner,
                0,
                received,
                sent,
                1,
                answeredEarly,
                slowOutcomes,
                -1,
                time,
                time,
                Times.histogram());
    }

    /// What the counters of in-flight requests say: right for all kinds, but that of the first may be spoilt.
    private List<Double> inFlightNs() {
        List<Double> sums = new ArrayList<>();
        result().kinds().forEach(kind -> sums.add(sum(kind.response()) + sum(kind.failed())));
        if (ofKinds.isEmpty()) {
            sums.set(0, inFlightSeconds * 1e9);
        }
        return sums;
    }

    private static double sum(Histogram ns) {
        return ns.getTotalCount() == 0 ? 0 : ns.getMean() * ns.getTotalCount();
    }

    public Evidence evidence() {
        return new Evidence(
                inFlightNs(),
                new Evidence.Open(openShare * opened * lengthNs, noneOpenShare * lengthNs, reopeningsFailed, pauses),
                redirected,
                unasked,
                unclosed,
                idleEnded,
                issued);
    }

    public Audit audit() {
        return new Auditor(result(), evidence()).audit();
    }

    /// Of a loop that has issued nothing but these intended starts.
    public static Evidence.Issued starts(long... ns) {
        return new Evidence.Issued(ns, new long[0], new long[0]);
    }

    public static Evidence.Issued thinks(long... ns) {
        return new Evidence.Issued(new long[0], ns, new long[0]);
    }

    public static Evidence.Issued sessions(long... ns) {
        return new Evidence.Issued(new long[0], new long[0], ns);
    }

    public static Histogram of(long ns, long count) {
        Histogram histogram = Times.histogram();
        histogram.recordValueWithCount(ns, count);
        return histogram;
    }
}

package threadvsloop.loadgen.record;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.Outcome;

/// What one loop counted between two interval boundaries. Written by its loop until handed over, then read and cleared
/// by the coordinating thread, and used again. Requests are counted here if they belong to the measurement, and during
/// the warm-up all of them.
///
/// A request is counted once, under its kind; totals are drawn when they are asked for.
public final class Tally {
    /// By index of `LoadOptions.kinds`.
    public final KindTally[] kinds;

    private final int mixed;

    public final Histogram sendLag = Times.histogram();
    public final Histogram pacingLag = Times.histogram();
    public final Histogram connect = Times.histogram();
    public final Histogram firstByte = Times.histogram();

    public final Counts<ConnectFault> faults = new Counts<>(ConnectFault.class);

    public long startNs;
    public long endNs;
    /// Requests that found no free connection at first.
    public long queued;
    public long reopened;
    /// Attempts to open a connection again that failed.
    public long reopeningsFailed;
    /// Connections that were lost without having brought anything.
    public long pauses;
    /// Integrals over time of the connections that were open, and the time in which none was.
    double openNs;

    double noneOpenNs;
    /// Answers that send the client elsewhere.
    public long redirected;
    public long sessionsStarted;
    public long sessionsEnded;
    public long sessionsFailed;
    /// Connections that the server had been asked to close, and did not within a bound.
    public long unclosed;
    /// Idle connections that the server ended.
    public long idleEnded;
    /// Times bytes came on a connection that had asked for nothing.
    public long unasked;
    /// CPU time of the loop's thread, over how long, and how much of it went into waiting spins.
    long cpuNs;

    long cpuOverNs;
    long spinNs;
    /// At the end of the interval.
    int open;

    Tally(KindCount count) {
        mixed = count.mixed();
        kinds = new KindTally[count.all()];
        Arrays.setAll(kinds, _ -> new KindTally());
    }

    void begin(long startNs, long endNs) {
        this.startNs = startNs;
        this.endNs = endNs;
    }

    void clear() {
        for (KindTally kind : kinds) {
            kind.clear();
        }
        sendLag.reset();
        pacingLag.reset();
        connect.reset();
        firstByte.reset();
        faults.clear();
        queued = 0;
        reopened = 0;
        reopeningsFailed = 0;
        pauses = 0;
        openNs = 0;
        noneOpenNs = 0;
        redirected = 0;
        sessionsStarted = 0;
        sessionsEnded = 0;
        sessionsFailed = 0;
        unclosed = 0;
        idleEnded = 0;
        unasked = 0;
        cpuNs = 0;
        cpuOverNs = 0;
        spinNs = 0;
        open = 0;
    }

    /// Adds what another loop counted in the same interval, or what was counted in another interval.
    void add(Tally other) {
        addConnections(other);
        for (int kind = 0; kind < kinds.length; kind++) {
            kinds[kind].add(other.kinds[kind]);
        }
        Times.add(sendLag, other.sendLag);
        Times.add(pacingLag, other.pacingLag);
        Times.add(firstByte, other.firstByte);
        queued += other.queued;
        reopeningsFailed += other.reopeningsFailed;
        pauses += other.pauses;
        redirected += other.redirected;
        sessionsStarted += other.sessionsStarted;
        sessionsEnded += other.sessionsEnded;
        sessionsFailed += other.sessionsFailed;
        openNs += other.openNs;
        noneOpenNs = Math.min(noneOpenNs, other.noneOpenNs);
        open += other.open;
    }

    /// Adds only what concerns connections, not requests.
    void addConnections(Tally other) {
        Times.add(connect, other.connect);
        faults.addAll(other.faults);
        reopened += other.reopened;
        unclosed += other.unclosed;
        idleEnded += other.idleEnded;
        unasked += other.unasked;
    }

    /// The sum over the mix's kinds.
    public long count(ToLongFunction<KindTally> of) {
        return mixed().mapToLong(of).sum();
    }

    /// The sum over the mix's kinds.
    double integral(ToDoubleFunction<KindTally> of) {
        return mixed().mapToDouble(of).sum();
    }

    /// The sum over the mix's kinds, to be read before the tally changes.
    public Histogram times(Function<KindTally, Histogram> of) {
        if (mixed == 1) {
            return of.apply(kinds[0]);
        }
        Histogram sum = Times.histogram();
        mixed().forEach(kind -> Times.add(sum, of.apply(kind)));
        return sum;
    }

    /// The sum over the mix's kinds.
    public Counts<Outcome> outcomes() {
        Counts<Outcome> sum = new Counts<>(Outcome.class);
        mixed().forEach(kind -> sum.addAll(kind.outcomes));
        return sum;
    }

    private Stream<KindTally> mixed() {
        return Arrays.stream(kinds, 0, mixed);
    }
}

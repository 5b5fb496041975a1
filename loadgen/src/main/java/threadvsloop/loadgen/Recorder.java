package threadvsloop.loadgen;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// Counts what happens on one loop, and hands a [Tally] over at each interval boundary. Every method is called by the
/// loop, with times that do not decrease except where an intended start is meant; nothing here allocates as long as
/// answers are good.
final class Recorder {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final TallyExchange exchange;
    private final ArrivalSample arrivals = new ArrivalSample();
    private final Map<Outcome, String> examples = new EnumMap<>(Outcome.class);
    private final Map<ConnectFault, String> faultExamples = new EnumMap<>(ConnectFault.class);

    private Tally tally;
    private long cpuNs;
    private Window window = Window.UNKNOWN;
    private boolean warmup;
    private long lastNs;
    private long inFlight;
    private long measuredInFlight;
    private int open;

    Recorder(TallyExchange exchange) {
        this.exchange = exchange;
        this.tally = exchange.take();
    }

    /// Before anything else: the books are opened.
    void begin(long nowNs) {
        lastNs = nowNs;
        tally.begin(nowNs, Long.MAX_VALUE);
    }

    /// The window is known, or has become shorter. What was counted before load begins is a tally of its own.
    void adopt(Window window) {
        boolean first = this.window.equals(Window.UNKNOWN);
        this.window = window;
        long end = first ? window.loadNs() : window.boundaryAfter(tally.startNs);
        tally.endNs = Math.max(tally.startNs, Math.min(tally.endNs, end));
        warmup = tally.endNs <= window.startNs();
    }

    /// When the current interval ends.
    long boundaryNs() {
        return tally.endNs;
    }

    /// Brings the books up to a moment: the integrals, and the boundaries that lie before it.
    void advance(long nowNs) {
        while (nowNs >= tally.endNs) {
            integrate(tally.endNs);
            rotate();
        }
        integrate(nowNs);
    }

    /// A request started, by the schedule; possibly a while ago.
    void started(long intendedNs, long nowNs) {
        advance(nowNs);
        inFlight++;
        tally.inFlightNs += nowNs - intendedNs;
        if (measures(intendedNs)) {
            measuredInFlight++;
            tally.measuredInFlightNs += nowNs - intendedNs;
            tally.started++;
            arrivals.add(intendedNs);
        }
    }

    /// A request found no free connection when it started.
    void queued(long intendedNs) {
        if (counts(intendedNs)) {
            tally.queued++;
        }
    }

    /// A request is being sent.
    ///
    /// @param dueNs when it had started and its connection was free
    void sent(long intendedNs, long dueNs, long sentNs) {
        if (counts(intendedNs)) {
            Times.record(tally.sendLag, sentNs - intendedNs);
            Times.record(tally.pacingLag, sentNs - dueNs);
        }
    }

    /// A request that had been sent ended. Tells whether it was one of the measurement that has a good answer.
    boolean ended(Outcome outcome, long intendedNs, long sentNs, long nowNs) {
        advance(nowNs);
        inFlight--;
        if (outcome.good()) {
            tally.answered++;
        }
        if (counts(intendedNs)) {
            tally.outcomes.add(outcome);
            Times.record(tally.response, nowNs - intendedNs);
            Times.record(tally.service, nowNs - sentNs);
        }
        if (measures(intendedNs)) {
            measuredInFlight--;
            return outcome.good();
        }
        return false;
    }

    /// A request was given up before it was sent.
    void notSent(long intendedNs, long nowNs) {
        advance(nowNs);
        inFlight--;
        if (counts(intendedNs)) {
            tally.outcomes.add(Outcome.NOT_SENT);
            Times.record(tally.response, nowNs - intendedNs);
        }
        if (measures(intendedNs)) {
            measuredInFlight--;
        }
    }

    void connected(long tookNs) {
        open++;
        Times.record(tally.connect, tookNs);
    }

    void disconnected() {
        open--;
    }

    void reopened() {
        tally.reopened++;
    }

    void refused(ConnectFault fault, String detail) {
        tally.faults.add(fault);
        faultExamples.putIfAbsent(fault, detail);
        examples.putIfAbsent(Outcome.REFUSED, detail);
    }

    void unasked(Supplier<String> example) {
        tally.unasked++;
        examples.computeIfAbsent(Outcome.MALFORMED_ANSWER, _ -> example.get());
    }

    void example(Outcome outcome, Supplier<String> example) {
        if (!examples.containsKey(outcome)) {
            examples.put(outcome, example.get());
        }
    }

    /// The loop waited without sleeping.
    void spun(long ns) {
        tally.spinNs += ns;
    }

    /// Requests of the measurement that are not done.
    long measuredInFlight() {
        return measuredInFlight;
    }

    long inFlight() {
        return inFlight;
    }

    /// Hands over what is left. The recorder is not used afterwards; its examples and sample may then be read by the
    /// thread that has waited for the loop.
    void finish(long nowNs) {
        advance(nowNs);
        tally.endNs = nowNs;
        close();
    }

    Map<Outcome, String> examples() {
        return examples;
    }

    Map<ConnectFault, String> faultExamples() {
        return faultExamples;
    }

    ArrivalSample arrivals() {
        return arrivals;
    }

    private boolean measures(long intendedNs) {
        return window.measures(intendedNs);
    }

    /// During the warm-up every request is counted, in tallies that tell of progress and do not enter the result.
    private boolean counts(long intendedNs) {
        return warmup || measures(intendedNs);
    }

    private void integrate(long toNs) {
        long elapsed = toNs - lastNs;
        if (elapsed > 0) {
            tally.inFlightNs += (double) inFlight * elapsed;
            tally.measuredInFlightNs += (double) measuredInFlight * elapsed;
            lastNs = toNs;
        }
    }

    private void rotate() {
        long start = tally.endNs;
        close();
        tally = exchange.take();
        tally.begin(start, window.boundaryAfter(start));
        warmup = tally.endNs <= window.startNs();
    }

    private void close() {
        long cpuNowNs = THREADS.getCurrentThreadCpuTime();
        tally.cpuNs = cpuNowNs - cpuNs;
        cpuNs = cpuNowNs;
        tally.inFlight = inFlight;
        tally.open = open;
        exchange.handOver(tally);
    }
}

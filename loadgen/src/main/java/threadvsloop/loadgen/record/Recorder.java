package threadvsloop.loadgen.record;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.Outcome;

/// Counts what happens on one loop, and hands a [Tally] over at each interval boundary. Every method is called by the
/// loop, with times that do not decrease except where an intended start is meant; nothing here allocates as long as
/// answers are good.
///
/// Hazard: a branch that goes another way for the first time when the measurement begins makes the JIT throw compiled
/// code away at that very moment. Design: there is no such branch. Every request is entered in one of two books, whose
/// index is computed: 1 for the measurement's, 0 for all others. In the warm-up both books are the interval's tally, so
/// that it tells of progress; later, book 0 is thrown away. Kinds of request are told apart by an index as well, and
/// each event touches its own kind alone, however many there are.
public final class Recorder {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final TallyExchange exchange;
    private final Sample arrivals = new Sample();
    private final Sample thinks = new Sample();
    private final Sample sessions = new Sample();
    private final Map<Outcome, String> examples = new EnumMap<>(Outcome.class);
    private final Map<ConnectFault, String> faultExamples = new EnumMap<>(ConnectFault.class);

    private final KindCount count;
    private final Tally thrownAway;
    private final Tally[] books = new Tally[2];
    private final Flying[] flying;

    private Tally tally;
    private Window window = Window.UNKNOWN;
    private long cpuNs;
    private long closedNs;
    private final OpenConnections open = new OpenConnections();

    public Recorder(TallyExchange exchange) {
        this.exchange = exchange;
        count = exchange.count();
        thrownAway = new Tally(count);
        flying = new Flying[count.all()];
        Arrays.setAll(flying, _ -> new Flying());
        tally = exchange.take();
    }

    /// Before anything else: the books are opened.
    public void begin(long nowNs) {
        for (Flying kind : flying) {
            kind.begin(nowNs);
        }
        open.begin(nowNs);
        closedNs = nowNs;
        tally.begin(nowNs, Long.MAX_VALUE);
        openBooks();
    }

    /// The window is known, or has become shorter. What was counted before load begins is a tally of its own.
    public void adopt(Window window) {
        boolean first = this.window.equals(Window.UNKNOWN);
        this.window = window;
        long end = first ? window.loadNs() : window.boundaryAfter(tally.startNs);
        tally.endNs = Math.max(tally.startNs, Math.min(tally.endNs, end));
        openBooks();
    }

    /// When the current interval ends.
    public long boundaryNs() {
        return tally.endNs;
    }

    /// Brings the books up to a moment: the integrals, and the boundaries that lie before it.
    public void advance(long nowNs) {
        turnPages(nowNs);
        integrateAll(nowNs);
    }

    /// A request started, by the schedule; possibly a while ago.
    ///
    /// @param kind index of `LoadOptions.kinds`, here and below
    public void started(int kind, long intendedNs, long nowNs) {
        int book = bringUp(kind, intendedNs, nowNs);
        flying[kind].start(book, tally.kinds[kind], nowNs - intendedNs);
        books[book].kinds[kind].started++;
        if (kind < count.mixed()) {
            arrivals.add(intendedNs);
        }
    }

    /// A request found no free connection when it started. If that was late, it was so by the generator's own fault:
    /// while that stood still, no connection can have become free.
    public void queued(long intendedNs, long nowNs) {
        Tally to = books[book(intendedNs)];
        to.queued++;
        Times.record(to.pacingLag, nowNs - intendedNs);
    }

    /// A request is being sent.
    ///
    /// @param dueNs when it had started and its connection was free
    public void sent(int kind, long intendedNs, long dueNs, long sentNs) {
        if (kind >= count.mixed()) {
            // Slow readers and writers follow no schedule that could be missed.
            return;
        }
        Tally to = books[book(intendedNs)];
        Times.record(to.sendLag, sentNs - intendedNs);
        Times.record(to.pacingLag, sentNs - dueNs);
    }

    /// Bytes of an answer were read.
    public void received(int kind, int bytes) {
        tally.kinds[kind].receivedBytes += bytes;
    }

    /// Bytes of a request were written, of one that is written slowly.
    public void wrote(int kind, int bytes) {
        tally.kinds[kind].sentBytes += bytes;
    }

    /// A request had its answer before it was sent whole, one that is written slowly.
    public void answeredEarly(int kind, long intendedNs) {
        books[book(intendedNs)].kinds[kind].answeredEarly++;
    }

    /// A request had its good answer.
    ///
    /// @param firstNs when the answer's first bytes were read
    public void answered(int kind, Outcome outcome, long intendedNs, long sentNs, long firstNs, long nowNs) {
        KindTally to = end(kind, outcome, intendedNs, nowNs);
        Times.record(to.response, nowNs - intendedNs);
        Times.record(to.service, nowNs - sentNs);
        to.fastestNs = Math.min(to.fastestNs, nowNs - sentNs);
        tally.kinds[kind].answered++;
        if (kind < count.mixed()) {
            Times.record(books[book(intendedNs)].firstByte, firstNs - sentNs);
        }
    }

    /// A request ended without a good answer.
    public void failed(int kind, Outcome outcome, long intendedNs, long nowNs) {
        Times.record(end(kind, outcome, intendedNs, nowNs).failed, nowNs - intendedNs);
    }

    private KindTally end(int kind, Outcome outcome, long intendedNs, long nowNs) {
        int book = bringUp(kind, intendedNs, nowNs);
        flying[kind].end(book);
        KindTally to = books[book].kinds[kind];
        to.outcomes.add(outcome);
        tally.kinds[kind].answers += outcome.answer() ? 1 : 0;
        return to;
    }

    /// Brings one kind's books up to a moment; says which book a request of it belongs to.
    private int bringUp(int kind, long intendedNs, long nowNs) {
        turnPages(nowNs);
        flying[kind].integrate(tally.kinds[kind], nowNs);
        return book(intendedNs);
    }

    /// 1 if the request belongs to the measurement, else 0.
    public int book(long intendedNs) {
        return (int) (((window.startNs() - 1 - intendedNs) >>> 63) & ((intendedNs - window.endNs()) >>> 63));
    }

    /// A user begins to think.
    public void thinking(long ns) {
        thinks.add(ns);
    }

    /// A session arrived, by the schedule; possibly a while ago. Told after its first request started.
    public void sessionStarted(long arrivalNs) {
        sessions.add(arrivalNs);
        books[book(arrivalNs)].sessionsStarted++;
    }

    /// A session had its last answer.
    public void sessionEnded(long arrivalNs) {
        books[book(arrivalNs)].sessionsEnded++;
    }

    public void sessionFailed(long arrivalNs) {
        books[book(arrivalNs)].sessionsFailed++;
    }

    public void connected(long tookNs, long nowNs) {
        turnPages(nowNs);
        open.opened(tally, nowNs);
        Times.record(tally.connect, tookNs);
    }

    public void disconnected(long nowNs) {
        turnPages(nowNs);
        open.closed(tally, nowNs);
    }

    public void reopened() {
        tally.reopened++;
    }

    /// An attempt to open a connection failed.
    ///
    /// @param again whether the connection had been open before
    public void refused(ConnectFault fault, String detail, boolean again) {
        tally.faults.add(fault);
        tally.reopeningsFailed += again ? 1 : 0;
        faultExamples.putIfAbsent(fault, detail);
    }

    /// A connection was lost without having brought anything, and is opened again after a pause only.
    public void paused() {
        tally.pauses++;
    }

    /// An answer of the measurement sends its client elsewhere.
    public void redirected(int kind, long intendedNs) {
        books[book(intendedNs)].redirected += kind < count.mixed() ? 1 : 0;
    }

    /// The server was asked to close a connection and did not.
    public void unclosed() {
        tally.unclosed++;
    }

    /// An idle connection has ended.
    public void idleEnded() {
        tally.idleEnded++;
    }

    public void unasked(Supplier<String> example) {
        tally.unasked++;
        examples.computeIfAbsent(Outcome.MALFORMED_ANSWER, _ -> example.get());
    }

    public void example(Outcome outcome, Supplier<String> example) {
        if (!examples.containsKey(outcome)) {
            examples.put(outcome, example.get());
        }
    }

    /// The loop waited without sleeping.
    public void spun(long ns) {
        tally.spinNs += ns;
    }

    /// Requests of the measurement that are not done, without those of slow readers and writers.
    public long measuredInFlight() {
        long sum = 0;
        for (int kind = 0; kind < count.mixed(); kind++) {
            sum += flying[kind].measured();
        }
        return sum;
    }

    /// All requests that are not done.
    public long inFlight() {
        long sum = 0;
        for (Flying kind : flying) {
            sum += kind.all();
        }
        return sum;
    }

    /// Hands over what is left. The recorder is not used afterwards; its examples and sample may then be read by the
    /// thread that has waited for the loop.
    public void finish(long nowNs) {
        advance(nowNs);
        tally.endNs = nowNs;
        close(nowNs);
    }

    public Map<Outcome, String> examples() {
        return examples;
    }

    public Map<ConnectFault, String> faultExamples() {
        return faultExamples;
    }

    public Sample arrivals() {
        return arrivals;
    }

    public Sample thinks() {
        return thinks;
    }

    public Sample sessions() {
        return sessions;
    }

    private void turnPages(long nowNs) {
        while (nowNs >= tally.endNs) {
            integrateAll(tally.endNs);
            rotate(nowNs);
        }
    }

    private void integrateAll(long toNs) {
        for (int kind = 0; kind < flying.length; kind++) {
            flying[kind].integrate(tally.kinds[kind], toNs);
        }
        open.integrate(tally, toNs);
    }

    private void rotate(long nowNs) {
        long start = tally.endNs;
        close(nowNs);
        tally = exchange.take();
        tally.begin(start, window.boundaryAfter(start));
        openBooks();
    }

    private void openBooks() {
        books[0] = tally.endNs <= window.startNs() ? tally : thrownAway;
        books[1] = tally;
    }

    /// The loop may come to this a while after the interval's end, so its CPU time is of the time between two calls.
    private void close(long nowNs) {
        long cpuNowNs = THREADS.getCurrentThreadCpuTime();
        tally.cpuNs = cpuNowNs - cpuNs;
        tally.cpuOverNs = nowNs - closedNs;
        cpuNs = cpuNowNs;
        closedNs = nowNs;
        for (int kind = 0; kind < flying.length; kind++) {
            tally.kinds[kind].inFlight = flying[kind].all();
        }
        tally.open = open.count();
        exchange.handOver(tally);
    }
}

package threadvsloop.loadgen.record;

/// The requests of one kind that have started and are not done, counted, and integrated over time. Used by one loop.
final class Flying {
    /// By book, as [Recorder] has them.
    private final long[] inFlight = new long[2];

    private long lastNs;

    void begin(long nowNs) {
        lastNs = nowNs;
    }

    /// A request of a book started a while ago.
    void start(int book, KindTally tally, long lateNs) {
        inFlight[book]++;
        tally.inFlightNs += lateNs;
        tally.measuredInFlightNs += lateNs * book;
    }

    void end(int book) {
        inFlight[book]--;
    }

    /// Adds what has flown since the last call to the integrals.
    void integrate(KindTally tally, long toNs) {
        long elapsed = toNs - lastNs;
        if (elapsed > 0) {
            tally.inFlightNs += (double) all() * elapsed;
            tally.measuredInFlightNs += (double) inFlight[1] * elapsed;
            lastNs = toNs;
        }
    }

    long all() {
        return inFlight[0] + inFlight[1];
    }

    long measured() {
        return inFlight[1];
    }
}

package threadvsloop.loadgen.record;

/// The connections of one loop that are open, counted, and integrated over time. Used by one loop.
final class OpenConnections {
    private int open;
    private long lastNs;

    void begin(long nowNs) {
        lastNs = nowNs;
    }

    void opened(Tally tally, long nowNs) {
        integrate(tally, nowNs);
        open++;
    }

    void closed(Tally tally, long nowNs) {
        integrate(tally, nowNs);
        open--;
    }

    /// Adds the time since the last call to the integrals.
    void integrate(Tally tally, long toNs) {
        long elapsed = toNs - lastNs;
        if (elapsed > 0) {
            tally.openNs += (double) open * elapsed;
            tally.noneOpenNs += open == 0 ? elapsed : 0;
            lastNs = toNs;
        }
    }

    int count() {
        return open;
    }
}

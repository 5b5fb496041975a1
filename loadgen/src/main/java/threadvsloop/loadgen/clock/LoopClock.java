package threadvsloop.loadgen.clock;

/// One loop's clock, which remembers its last reading: reading costs more than remembering, and most decisions of a
/// round may be taken on a time that is a fraction of a microsecond old. Used by one thread.
public final class LoopClock {
    private final NanoClock clock;
    private long lastNs;

    public LoopClock(NanoClock clock) {
        this.clock = clock;
        read();
    }

    /// The time now.
    public long read() {
        lastNs = clock.nanoTime();
        return lastNs;
    }

    /// The time at the last reading.
    public long last() {
        return lastNs;
    }
}

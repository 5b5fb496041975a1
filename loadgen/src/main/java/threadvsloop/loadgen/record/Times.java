package threadvsloop.loadgen.record;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/// The range of every histogram here: 1 µs to 1 hour in ns, 3 digits.
public final class Times {
    static final long LEAST_NS = 1_000L;
    public static final long MOST_NS = 3_600_000_000_000L;
    static final int DIGITS = 3;

    private Times() {}

    /// For recording: fixed size, never allocates again.
    public static Histogram histogram() {
        return new Histogram(LEAST_NS, MOST_NS, DIGITS);
    }

    /// For keeping: a copy that takes room for the values that occurred only. There are several per second of a run,
    /// which may last for days. It takes milliseconds, so it is made when the load is over.
    public static Histogram copy(Histogram of) {
        Histogram copy = new PackedHistogram(LEAST_NS, Math.max(2 * LEAST_NS, of.getMaxValue()), DIGITS);
        add(copy, of);
        return copy;
    }

    /// Adds one histogram to another, which takes some tenths of a millisecond, and then gives way.
    static void add(Histogram to, Histogram of) {
        to.add(of);
        giveWay();
    }

    /// The coordinating thread may have a loop's CPU, and the kernel would let it go on until the next tick, 4 ms,
    /// although the loop comes first.
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: where it has no effect, loops are late and say so
    static void giveWay() {
        Thread.yield();
    }

    /// Records a time, at the edge of the range if it lies outside.
    public static void record(Histogram histogram, long ns) {
        histogram.recordValue(Math.clamp(ns, 0, MOST_NS));
    }
}

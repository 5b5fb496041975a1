package threadvsloop.loadgen.record;

import java.util.Arrays;

/// The last times of one kind that one loop really issued, to be held against what they should be. Written by
/// the loop; bounded; allocates nothing after construction.
public final class Sample {
    private static final int MOST = 8192;

    private final long[] timesNs = new long[MOST];
    private int count;

    void add(long ns) {
        timesNs[count++ & (MOST - 1)] = ns;
    }

    /// In ascending order.
    public long[] sorted() {
        long[] sorted = Arrays.copyOf(timesNs, count < 0 ? MOST : Math.min(count, MOST));
        Arrays.sort(sorted);
        return sorted;
    }
}

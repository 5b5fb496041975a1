package threadvsloop.loadgen;

import java.util.Arrays;

/// The last gaps between the intended starts that one loop really issued, to be held against the schedule. Written by
/// the loop; bounded; allocates nothing after construction.
final class ArrivalSample {
    private static final int MOST = 8192;

    private final long[] startsNs = new long[MOST];
    private int count;

    void add(long intendedNs) {
        startsNs[count++ & (MOST - 1)] = intendedNs;
    }

    /// The gaps, in no order.
    long[] gapsNs() {
        long[] starts = Arrays.copyOf(startsNs, count < 0 ? MOST : Math.min(count, MOST));
        Arrays.sort(starts);
        long[] gaps = new long[Math.max(0, starts.length - 1)];
        Arrays.setAll(gaps, i -> starts[i + 1] - starts[i]);
        return gaps;
    }
}

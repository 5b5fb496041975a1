package threadvsloop.loadgen;

import java.util.Arrays;

/// The first gaps between the intended starts that one loop really issued, to be held against the schedule. Written by
/// the loop; bounded; allocates nothing after construction.
final class ArrivalSample {
    private static final int MOST = 10_000;

    private final long[] gapsNs = new long[MOST];
    private int count;
    private boolean begun;
    private long previousNs;

    void add(long intendedNs) {
        if (begun && count < MOST) {
            gapsNs[count++] = intendedNs - previousNs;
        }
        begun = true;
        previousNs = intendedNs;
    }

    /// The gaps, in order of time.
    long[] gapsNs() {
        return Arrays.copyOf(gapsNs, count);
    }
}

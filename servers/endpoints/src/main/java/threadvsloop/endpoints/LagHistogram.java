package threadvsloop.endpoints;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Durations in buckets of which four make a doubling: quantiles are right to a quarter. One thread writes, any reads.
public final class LagHistogram {
    private static final int BUCKETS_PER_DOUBLING_BITS = 2;
    private static final int BUCKETS_PER_DOUBLING = 1 << BUCKETS_PER_DOUBLING_BITS;
    private static final int BUCKETS = Long.SIZE * BUCKETS_PER_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong maxNs = new AtomicLong();

    /// Counts one duration. On the one thread that writes.
    public void record(long ns) {
        int bucket = bucket(ns);
        counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
        if (ns > maxNs.getPlain()) {
            maxNs.setOpaque(ns);
        }
    }

    /// The longest so far.
    public long maxNs() {
        return maxNs.getOpaque();
    }

    /// Adds the counts to `sums`, which has [#newSums()]' length.
    public void addTo(long[] sums) {
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] += counts.getOpaque(i);
        }
    }

    /// Zeros to add to.
    public static long[] newSums() {
        return new long[BUCKETS];
    }

    /// The upper edge of the bucket below which the fraction of all counts lies; 0 if there are none.
    public static long quantileNs(long[] sums, double fraction) {
        long total = 0;
        for (long count : sums) {
            total += count;
        }
        double rank = fraction * total;
        long below = 0;
        for (int i = 0; i < BUCKETS; i++) {
            below += sums[i];
            if (below > 0 && below >= rank) {
                return upperEdgeNs(i);
            }
        }
        return 0;
    }

    private static int bucket(long ns) {
        if (ns < BUCKETS_PER_DOUBLING) {
            return (int) Math.max(ns, 0);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(ns);
        int shift = exponent - BUCKETS_PER_DOUBLING_BITS;
        return shift * BUCKETS_PER_DOUBLING + (int) (ns >>> shift);
    }

    /// The least duration of the next bucket.
    private static long upperEdgeNs(int bucket) {
        if (bucket < 2 * BUCKETS_PER_DOUBLING) {
            return bucket + 1L;
        }
        int shift = bucket / BUCKETS_PER_DOUBLING - 1;
        int nextMantissa = bucket % BUCKETS_PER_DOUBLING + BUCKETS_PER_DOUBLING + 1;
        return (long) nextMantissa << shift;
    }
}

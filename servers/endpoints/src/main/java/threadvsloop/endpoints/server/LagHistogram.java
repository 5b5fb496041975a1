package threadvsloop.endpoints.server;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Durations in buckets of which four make a doubling: quantiles are right to a quarter. One thread writes, any reads.
public final class LagHistogram {
    private static final int BUCKETS_PER_DOUBLING_BITS = 2;
    private static final int BUCKETS_PER_DOUBLING = 1 << BUCKETS_PER_DOUBLING_BITS;
    private static final int BUCKETS = Long.SIZE * BUCKETS_PER_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong maxNs = new AtomicLong();

    /// Only the one thread that writes.
    public void record(long ns) {
        int bucket = bucket(ns);
        counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
        if (ns > maxNs.getPlain()) {
            maxNs.setOpaque(ns);
        }
    }

    /// Forgets what was recorded. Only the one thread that writes.
    public void reset() {
        for (int i = 0; i < BUCKETS; i++) {
            counts.setOpaque(i, 0);
        }
        maxNs.setOpaque(0);
    }

    /// Quantiles over several histograms of one quantity; the greatest of the maxima.
    public static Stats.Lag quantiles(Iterable<LagHistogram> histograms) {
        long[] sums = newSums();
        long maxNs = 0;
        for (LagHistogram histogram : histograms) {
            histogram.addTo(sums);
            maxNs = Math.max(maxNs, histogram.maxNs());
        }
        return new Stats.Lag(quantileNs(sums, 0.5), quantileNs(sums, 0.99), maxNs);
    }

    long maxNs() {
        return maxNs.getOpaque();
    }

    /// Adds the counts to `sums`, which has [#newSums()]' length.
    void addTo(long[] sums) {
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] += counts.getOpaque(i);
        }
    }

    static long[] newSums() {
        return new long[BUCKETS];
    }

    /// The upper edge of the bucket below which the fraction of all counts lies; 0 if there are none.
    static long quantileNs(long[] sums, double fraction) {
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

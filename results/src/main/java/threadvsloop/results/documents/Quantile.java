package threadvsloop.results.documents;

import org.HdrHistogram.Histogram;

/// The quantiles that are told, and how many samples each needs. Beyond a quantile p of n samples lie n(1 − p) of them:
/// it
/// is known from one on, and firm from ten on, where its place in the sample varies by no more than a third.
public enum Quantile {
    P50(50, 2),
    P90(90, 10),
    P99(99, 100),
    P999(99.9, 1_000),
    P9999(99.99, 10_000);

    private static final int FIRM_SAMPLES = 10;
    private static final double ALL = 100;

    private final double percentile;
    private final long oneIn;

    Quantile(double percentile, long oneIn) {
        this.percentile = percentile;
        this.oneIn = oneIn;
    }

    /// As people write it: `p99.9`.
    public String label() {
        return "p"
                + (percentile == Math.rint(percentile)
                        ? Long.toString((long) percentile)
                        : Double.toString(percentile));
    }

    /// How well a number of samples tells a quantile.
    public enum Support {
        /// No sample lies beyond it: it is not told.
        NONE,
        /// Fewer than ten lie beyond it: it is told with a mark.
        THIN,
        FIRM
    }

    /// @param samples a negative number if unknown, which is taken for enough
    public Support support(long samples) {
        if (samples < 0 || samples >= FIRM_SAMPLES * oneIn) {
            return Support.FIRM;
        }
        return samples >= oneIn ? Support.THIN : Support.NONE;
    }

    /// In nanoseconds; [Quantiles#UNKNOWN] without support.
    public long of(Histogram ns) {
        return support(ns.getTotalCount()) == Support.NONE ? Quantiles.UNKNOWN : ns.getValueAtPercentile(percentile);
    }

    /// Over all requests, failed ones counted as slower than any answer.
    ///
    /// @param answered times of the others
    /// @return in nanoseconds; [Quantiles#UNKNOWN] without support, or if it lies among the failed
    long over(Histogram answered, long failed) {
        long all = answered.getTotalCount() + failed;
        if (support(all) == Support.NONE || liesAmong(failed, all)) {
            return Quantiles.UNKNOWN;
        }
        // Half a rank below it, no rounding leads to another.
        return answered.getValueAtPercentile(ALL * (rank(all) - 0.5) / answered.getTotalCount());
    }

    /// Whether it lies among the slowest of all.
    ///
    /// @param slowest how many these are
    public boolean liesAmong(long slowest, long all) {
        return rank(all) > all - slowest;
    }

    /// As a histogram takes it.
    private double rank(long all) {
        return Math.max(1, Math.ceil(Math.nextDown(percentile) / ALL * all));
    }

    /// In nanoseconds, or [Quantiles#UNKNOWN].
    public long of(Quantiles quantiles) {
        return switch (this) {
            case P50 -> quantiles.p50();
            case P90 -> quantiles.p90();
            case P99 -> quantiles.p99();
            case P999 -> quantiles.p999();
            case P9999 -> quantiles.p9999();
        };
    }
}

package threadvsloop.model.measured;

import org.HdrHistogram.Histogram;

/// Quantiles over all requests, of which those without a good answer count as slower than any answer: nobody knows how
/// long they would have taken, and a server must not look better for giving up.
public final class AllRequests {
    private static final double ALL = 100;

    private AllRequests() {}

    /// @param good times of good answers, in ns
    /// @param failed how many requests had none
    /// @param percentile 0 to 100
    /// @return in ns; infinite if it lies among the failed; 0 if there was no request
    public static double quantile(Histogram good, long failed, double percentile) {
        if (failed == 0) {
            return good.getValueAtPercentile(percentile);
        }
        long answered = good.getTotalCount();
        // The rank that a histogram takes; half a rank below it, no rounding leads to another.
        long rank = Math.max(1, (long) Math.ceil(Math.nextDown(percentile) / ALL * (answered + failed)));
        return rank > answered ? Double.POSITIVE_INFINITY : good.getValueAtPercentile(ALL * (rank - 0.5) / answered);
    }

    /// @return in ns; infinite if any request failed; 0 if there was no request
    public static double mean(Histogram good, long failed) {
        if (failed > 0) {
            return Double.POSITIVE_INFINITY;
        }
        return good.getTotalCount() == 0 ? 0 : good.getMean();
    }
}

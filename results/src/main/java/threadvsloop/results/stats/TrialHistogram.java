package threadvsloop.results.stats;

import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import threadvsloop.results.run.TaggedInterval;

/// Sums interval histograms. Percentiles are taken from the sum; percentiles themselves are never
/// averaged.
public final class TrialHistogram {
    /// With fewer values beyond a quantile, it is a matter of a few requests.
    static final int FEWEST_BEYOND = 10;

    private TrialHistogram() {}

    /// The sum of all intervals under a tag; empty (no values) if there are none.
    public static Histogram of(List<TaggedInterval> intervals, String tag) {
        return TaggedInterval.sum(intervals, tag);
    }

    /// The sum of several trials' or load generators' histograms; see [TaggedInterval#sum].
    public static Histogram merged(List<Histogram> parts) {
        return TaggedInterval.sum(parts);
    }

    /// The value, in the histogram's unit, that a share `q` of all values does not exceed.
    ///
    /// @param q above 0 and below 1: 0.99 for p99
    /// @return empty if fewer than [#FEWEST_BEYOND] values lie beyond: p99.9 needs 10,000
    public static OptionalLong quantile(Histogram histogram, double q) {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("quantile " + q + ": must lie between 0 and 1");
        }
        long beyond = Math.round(histogram.getTotalCount() * (1 - q));
        return beyond < FEWEST_BEYOND ? OptionalLong.empty() : OptionalLong.of(histogram.getValueAtPercentile(100 * q));
    }
}

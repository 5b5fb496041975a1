package threadvsloop.results.stats;

import java.util.List;
import org.HdrHistogram.Histogram;
import threadvsloop.results.run.TaggedInterval;

/// Sums interval histograms. Percentiles are taken from the sum; percentiles themselves are never averaged.
public final class TrialHistogram {
    private static final int SIGNIFICANT_DIGITS = 3;

    private TrialHistogram() {}

    /// The sum of all intervals under a tag; empty (no values) if there are none.
    public static Histogram of(List<TaggedInterval> intervals, String tag) {
        Histogram sum = new Histogram(SIGNIFICANT_DIGITS);
        intervals.stream()
                .filter(interval -> interval.tag().equals(tag))
                .forEach(interval -> sum.add(interval.histogram()));
        return sum;
    }
}

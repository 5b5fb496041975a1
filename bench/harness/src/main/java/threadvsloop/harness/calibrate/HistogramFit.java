package threadvsloop.harness.calibrate;

import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// The Kolmogorov–Smirnov distance of a histogram from the distribution it should have.
final class HistogramFit {

    private HistogramFit() {}

    /// D = sup |F_n(x) − F(x)| over the edges of buckets, where a histogram knows F_n exactly; what lies between two
    /// edges can hide no more than a bucket's share. 0 to 1.
    ///
    /// @param cumulative F, the cumulative distribution that is claimed
    static double distance(Histogram of, DoubleUnaryOperator cumulative) {
        double total = of.getTotalCount();
        double distance = 0;
        for (HistogramIterationValue bucket : of.recordedValues()) {
            double upper = of.highestEquivalentValue(bucket.getValueIteratedTo());
            double lower = of.lowestEquivalentValue(bucket.getValueIteratedTo());
            double upTo = bucket.getTotalCountToThisValue() / total;
            double before = upTo - bucket.getCountAddedInThisIterationStep() / total;
            distance = Math.max(distance, Math.abs(upTo - cumulative.applyAsDouble(upper)));
            distance = Math.max(distance, Math.abs(before - cumulative.applyAsDouble(lower)));
        }
        return distance;
    }
}

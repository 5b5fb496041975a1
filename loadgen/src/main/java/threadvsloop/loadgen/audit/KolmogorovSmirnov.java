package threadvsloop.loadgen.audit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/// The one-sample Kolmogorov–Smirnov test.
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /// D = sup |F_n(x) − F(x)|, the greatest distance between what was seen and what is claimed; 0 to 1.
    ///
    /// @param sample at least two values; not changed
    /// @param cumulative F, the claimed cumulative distribution
    public static double distance(long[] sample, DoubleUnaryOperator cumulative) {
        return distance(Arrays.stream(sample).asDoubleStream().toArray(), cumulative);
    }

    /// The same.
    public static double distance(double[] sample, DoubleUnaryOperator cumulative) {
        return KolmogorovSmirnovTest.withDefaults().statistic(sample, cumulative);
    }

    /// The distance that a true claim exceeds with probability α: sqrt(−ln(α/2) / 2n), Smirnov's asymptotic bound.
    ///
    /// @param n size of the sample
    public static double critical(long n, double alpha) {
        return Math.sqrt(-Math.log(alpha / 2) / (2.0 * n));
    }
}

package threadvsloop.results.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Variance;

/// The centre of a symmetric distribution, from n values of which a few may be wild: the mean with
/// Student's interval, unless a value stands out; then the mean without the g = n ÷ 5 (rounded down)
/// least and the g greatest values, and the interval that goes with it.
///
/// A value stands out if it is more than ten times as far from the median as the others are at the
/// median (the median absolute deviation; for normal noise 6.7 standard deviations). With fewer than
/// [#FEWEST_TRIMMED] values none is taken away.
///
/// Trimmed interval: x̄ₜ ± t₀.₉₇₅,ₕ₋₁ · √(Q ÷ (h(h − 1))), where h = n − 2g values are left and Q is the
/// sum of squares about their mean of the n values after each that was taken away has been set to the
/// nearest that was not.
///
/// Why not always trim: of noise with two levels, as that of a machine whose neighbour works half of the
/// time, the trimmed interval of six values finds 49% of effects where Student's finds 68%. Why trim at
/// all: one wild value makes Student's interval so wide that it covers nearly always and finds little.
/// That the interval covers for both kinds of noise is what `PairedRatioSimulationTest` shows.
///
/// Source: J. W. Tukey and D. H. McLaughlin, "Less vulnerable confidence and significance procedures
/// for location based on a single sample", Sankhyā A 25 (1963); R. R. Wilcox, "Introduction to Robust
/// Estimation and Hypothesis Testing", ch. 3 and 4.
final class RobustMean {
    /// One value in five at each end is taken away: of five there would be three left, and the interval
    /// would be wide.
    static final int FEWEST_TRIMMED = 6;

    private static final int ONE_IN = 5;

    /// With a smaller one normal values stand out too often, and six of them are covered by less than 94%
    /// of intervals; with a larger one disturbed trials are kept. From 8 to 12 little changes.
    private static final double STANDS_OUT = 10;

    private RobustMean() {}

    /// @param values at least two
    static Estimate of(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int n = sorted.length;
        return of(sorted, n >= FEWEST_TRIMMED && hasOneThatStandsOut(sorted) ? n / ONE_IN : 0);
    }

    /// The mean of all, with Student's interval.
    ///
    /// @param values at least two
    static Estimate untrimmed(double[] values) {
        return of(Arrays.stream(values).sorted().toArray(), 0);
    }

    /// @param cut how many are taken away at each end
    private static Estimate of(double[] sorted, int cut) {
        int n = sorted.length;
        double mean = Mean.of(Arrays.copyOfRange(sorted, cut, n - cut)).getAsDouble();
        Arrays.fill(sorted, 0, cut, sorted[cut]);
        Arrays.fill(sorted, n - cut, n, sorted[n - cut - 1]);
        double squares = Variance.of(sorted).getAsDouble() * (n - 1);
        int freedom = n - 2 * cut - 1;
        double half = StudentT.quantile(freedom) * Math.sqrt(squares / ((freedom + 1.0) * freedom));
        return new Estimate(mean, new Interval(mean - half, mean + half));
    }

    private static boolean hasOneThatStandsOut(double[] values) {
        double median = median(values);
        double[] distances =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        return Arrays.stream(distances).max().orElseThrow() > STANDS_OUT * median(distances);
    }

    private static double median(double[] values) {
        return Median.withDefaults().withCopy(true).evaluate(values);
    }
}

package threadvsloop.results.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/// The centre of a symmetric distribution, from n values of which a few may be wild: the mean of the h
/// = n − 2g that are left when the g least and the g greatest are taken away, with g = n ÷ 5 rounded
/// down.
///
/// Interval: x̄ₜ ± t₀.₉₇₅,ₕ₋₁ · √(Q ÷ (h(h − 1))), where Q is the sum of squares about their mean of
/// the n values after each that was taken away has been set to the nearest that was not. With fewer
/// than [#FEWEST_TRIMMED] values, g = 0: it is the mean with Student's interval.
///
/// Source: J. W. Tukey and D. H. McLaughlin, "Less vulnerable confidence and significance procedures
/// for location based on a single sample", Sankhyā A 25 (1963); R. R. Wilcox, "Introduction to Robust
/// Estimation and Hypothesis Testing", ch. 4.
final class TrimmedMean {
    /// One value in five at each end is taken away: of five there would be three left, and the interval
    /// would be wide.
    static final int FEWEST_TRIMMED = 6;

    /// The share that is taken away at each end is one in so many.
    static final int ONE_IN = 5;

    private TrimmedMean() {}

    /// @param values at least two
    static Estimate of(double[] values) {
        int n = values.length;
        int cut = trimmed(n);
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double mean = Mean.of(Arrays.copyOfRange(sorted, cut, n - cut)).getAsDouble();
        Arrays.fill(sorted, 0, cut, sorted[cut]);
        Arrays.fill(sorted, n - cut, n, sorted[n - cut - 1]);
        double squares = Variance.of(sorted).getAsDouble() * (n - 1);
        int freedom = freedom(n);
        double half = StudentT.quantile(freedom) * Math.sqrt(squares / ((freedom + 1.0) * freedom));
        return new Estimate(mean, new Interval(mean - half, mean + half));
    }

    /// g: values taken away at each end.
    static int trimmed(int n) {
        return n < FEWEST_TRIMMED ? 0 : n / ONE_IN;
    }

    /// h − 1
    static int freedom(int n) {
        return n - 2 * trimmed(n) - 1;
    }

    /// How many times the standard error of the mean that of the trimmed mean is where noise is normal:
    /// 1 without trimming, at most 1.08. With γ = g ÷ n and q the normal quantile of 1 − γ it is √(1 −
    /// 2γ − 2q·φ(q) + 2γq²) ÷ (1 − 2γ), the asymptotic value.
    static double inefficiency(int n) {
        double share = (double) trimmed(n) / n;
        if (share == 0) {
            return 1;
        }
        double q = Normal.quantile(1 - share);
        double variance = 1 - 2 * share - 2 * q * Normal.density(q) + 2 * share * q * q;
        return Math.sqrt(variance) / (1 - 2 * share);
    }
}

package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A line through (x, y) that one outlier cannot tilt: its slope is the median of the slopes between
/// all pairs of points with different x, its intercept the median of y − slope · x.
///
/// Interval: P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63
/// (1968). Of the N sorted slopes those at ranks (N ∓ z₀.₉₇₅ √V) ÷ 2 bound it, where V = (n(n−1)(2n+5)
/// − Σ t(t−1)(2t+5)) ÷ 18 is the variance of Kendall's S and t runs over the sizes of groups of points
/// with equal x.
///
/// @param slope in units of y per unit of x
/// @param interval of the slope; null when there are too few points to bound it
/// @param points that the line rests on
public record TheilSen(
        double slope, double intercept, @Nullable Interval interval, int points) {

    /// @return empty if all x are equal or there are fewer than two points
    public static Optional<TheilSen> fit(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x and " + y.length + " y: must be as many");
        }
        double[] slopes = sortedSlopes(x, y);
        if (slopes.length == 0) {
            return Optional.empty();
        }
        double slope = Spread.median(slopes);
        double[] intercepts = IntStream.range(0, x.length)
                .mapToDouble(i -> y[i] - slope * x[i])
                .sorted()
                .toArray();
        return Optional.of(new TheilSen(slope, Spread.median(intercepts), interval(slopes, x), x.length));
    }

    private static double[] sortedSlopes(double[] x, double[] y) {
        return IntStream.range(0, x.length)
                .boxed()
                .flatMap(i ->
                        IntStream.range(0, i).filter(j -> x[i] != x[j]).mapToObj(j -> (y[i] - y[j]) / (x[i] - x[j])))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static @Nullable Interval interval(double[] slopes, double[] x) {
        double width = Normal.Z * Math.sqrt(varianceOfKendallS(x));
        // Ranks are 1-based in the source; rounding outwards keeps the coverage.
        int low = (int) Math.floor((slopes.length - width) / 2) - 1;
        int high = (int) Math.ceil((slopes.length + width) / 2);
        return low < 0 || high >= slopes.length ? null : new Interval(slopes[low], slopes[high]);
    }

    private static double varianceOfKendallS(double[] x) {
        double tied = Arrays.stream(x)
                .distinct()
                .mapToLong(value ->
                        Arrays.stream(x).filter(other -> other == value).count())
                .mapToDouble(TheilSen::pairsTerm)
                .sum();
        return (pairsTerm(x.length) - tied) / 18;
    }

    private static double pairsTerm(long n) {
        return (double) n * (n - 1) * (2 * n + 5);
    }
}

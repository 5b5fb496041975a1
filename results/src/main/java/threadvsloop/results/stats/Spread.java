package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// One contestant's values over blocks.
///
/// @param mean the geometric one, of which the quotient of two contestants is the mean of their ratios by block; the
///     arithmetic one if a value is not above 0
/// @param median of an even number: midway between the middle two
public record Spread(double mean, double median, double min, double max, int n) {

    /// @return empty if there are no values
    public static Optional<Spread> of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Spread(mean(sorted), median(sorted), sorted[0], sorted[sorted.length - 1], sorted.length));
    }

    private static double mean(double[] sorted) {
        return sorted[0] > 0
                ? Math.exp(Arrays.stream(sorted).map(Math::log).average().orElseThrow())
                : Arrays.stream(sorted).average().orElseThrow();
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

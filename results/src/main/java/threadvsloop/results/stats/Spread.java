package threadvsloop.results.stats;

import java.util.Collection;
import java.util.Optional;

/// One contestant's values over blocks: the median (of an even number: midway between the middle two) and the extremes.
public record Spread(double median, double min, double max, int n) {

    /// @return empty if there are no values
    public static Optional<Spread> of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Spread(median(sorted), sorted[0], sorted[sorted.length - 1], sorted.length));
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

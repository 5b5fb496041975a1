package threadvsloop.results.stats;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One contestant's number over blocks, which may be 0 or negative: a slope, a share, a latency held against a bound.
///
/// It is the mean; from six blocks on, a block that stands out does not decide ([RobustMean]).
///
/// @param interval null with fewer than two blocks
public record Level(double value, @Nullable Interval interval, int blocks) implements Effect {

    /// @param values of each block, finite
    /// @return empty if there is none
    public static Optional<Level> of(double[] values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        if (values.length == 1) {
            return Optional.of(new Level(values[0], null, 1));
        }
        Estimate centre = RobustMean.of(values);
        return Optional.of(new Level(centre.value(), centre.interval(), values.length));
    }

    @Override
    public double distanceFrom(double threshold) {
        return value - threshold;
    }

    @Override
    public OptionalDouble deviation() {
        return interval == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Power.deviation(blocks, (interval.high() - interval.low()) / 2));
    }
}

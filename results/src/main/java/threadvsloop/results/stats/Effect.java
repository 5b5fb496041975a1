package threadvsloop.results.stats;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What blocks say of one number, with the interval in which the true one lies.
public sealed interface Effect permits PairedRatio, Level {

    /// The estimate, in its unit; of a ratio, the ratio.
    double value();

    /// Null where there are too few blocks to tell.
    @Nullable
    Interval interval();

    /// Blocks that the estimate rests on.
    int blocks();

    /// How far the estimate lies from a threshold, in the terms in which noise adds up: of a ratio, in logarithms.
    double distanceFrom(double threshold);

    /// The standard deviation of one block, in the same terms; empty without an interval.
    OptionalDouble deviation();
}

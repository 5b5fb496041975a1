package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How many times the baseline's value another contestant has, from blocks in which both were measured.
///
/// With dᵢ = ln(otherᵢ ÷ baselineᵢ) for each of n blocks, ratio and interval are exp of the centre of
/// the dᵢ and of its interval. Pairing takes out what a block's moment did to both; logarithms make
/// "twice" and "half" equally far from 1.
///
/// The centre is the mean, with Student's interval. From six blocks on, a block that stands out does not
/// decide: mean and interval are then trimmed ([RobustMean]). Neighbours on a machine disturb a trial now
/// and then, and one such trial makes Student's interval so wide that it covers nearly always and finds
/// little, while the trimmed one covers as it should and finds what the other trials show.
///
/// @param ratio other ÷ baseline
/// @param interval null with fewer than two blocks: one pair shows no spread
/// @param blocks pairs that the estimate rests on
public record PairedRatio(double ratio, @Nullable Interval interval, int blocks) implements Effect {
    /// With fewer blocks nothing is trimmed, and one disturbed trial decides.
    public static final int FEWEST_TRIMMED = RobustMean.FEWEST_TRIMMED;

    /// @param baseline value by block
    /// @param other value by block
    /// @return empty if no block has both, or if a value is not positive, which has no logarithm
    public static Optional<PairedRatio> of(Map<Integer, Double> baseline, Map<Integer, Double> other) {
        return logRatios(baseline, other).filter(logs -> logs.length > 0).map(PairedRatio::ofLogRatios);
    }

    /// The same from all blocks, whether one stands out or not: the ratio is that of the geometric means of the blocks
    /// that
    /// both have, and the interval is Student's.
    public static Optional<PairedRatio> untrimmed(Map<Integer, Double> baseline, Map<Integer, Double> other) {
        return logRatios(baseline, other).filter(logs -> logs.length > 0).map(logs -> of(logs, RobustMean::untrimmed));
    }

    /// ln(other ÷ baseline) of each block that has both, in the order of the blocks.
    ///
    /// @return empty if a value is not positive
    static Optional<double[]> logRatios(Map<Integer, Double> baseline, Map<Integer, Double> other) {
        double[] logs = baseline.keySet().stream()
                .filter(other::containsKey)
                .sorted()
                .mapToDouble(block -> logRatio(baseline.getOrDefault(block, 0.0), other.getOrDefault(block, 0.0)))
                .toArray();
        return Arrays.stream(logs).allMatch(Double::isFinite) ? Optional.of(logs) : Optional.empty();
    }

    private static double logRatio(double baseline, double other) {
        return baseline > 0 && other > 0 ? Math.log(other / baseline) : Double.NaN;
    }

    /// @param logs ln(other ÷ baseline) of each block, at least one
    static PairedRatio ofLogRatios(double[] logs) {
        return of(logs, RobustMean::of);
    }

    private static PairedRatio of(double[] logs, Function<double[], Estimate> mean) {
        int n = logs.length;
        if (n < 2) {
            return new PairedRatio(Math.exp(logs[0]), null, n);
        }
        Estimate centre = mean.apply(logs);
        Interval interval = centre.interval();
        return new PairedRatio(
                Math.exp(centre.value()), new Interval(Math.exp(interval.low()), Math.exp(interval.high())), n);
    }

    @Override
    public double value() {
        return ratio;
    }

    @Override
    public double distanceFrom(double threshold) {
        return Math.log(ratio / threshold);
    }

    @Override
    public OptionalDouble deviation() {
        return logDeviation();
    }

    /// The standard deviation of log ratios of which the interval's width speaks: what normal noise
    /// would need to make it so wide. It is 0 if all blocks agree.
    ///
    /// @return empty without an interval
    public OptionalDouble logDeviation() {
        return interval == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Power.deviation(blocks, Math.log(interval.high() / interval.low()) / 2));
    }
}

package threadvsloop.results.stats;

import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/// How many times the baseline's value another contestant has, from blocks in which both were measured.
///
/// With dᵢ = ln(otherᵢ ÷ baselineᵢ) for each of n blocks, the estimate is exp(d̄) and its interval
/// exp(d̄ ± t₀.₉₇₅,ₙ₋₁ · s ÷ √n), s being the standard deviation of the dᵢ. Pairing takes out what a block's moment did
/// to
/// both; logarithms make "twice" and "half" equally far from 1.
///
/// @param ratio other ÷ baseline, a geometric mean over blocks
/// @param interval null with fewer than two blocks: one pair shows no spread
/// @param blocks pairs that the estimate rests on
public record PairedRatio(double ratio, @Nullable Interval interval, int blocks) {

    /// @param baseline value by block
    /// @param other value by block
    /// @return empty if no block has both, or if a value is not positive, which has no logarithm
    public static Optional<PairedRatio> of(Map<Integer, Double> baseline, Map<Integer, Double> other) {
        double[][] pairs = baseline.keySet().stream()
                .filter(other::containsKey)
                .map(block -> new double[] {baseline.getOrDefault(block, 0.0), other.getOrDefault(block, 0.0)})
                .toArray(double[][]::new);
        double[] logs = new double[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            if (!(pairs[i][0] > 0 && pairs[i][1] > 0)) {
                return Optional.empty();
            }
            logs[i] = Math.log(pairs[i][1] / pairs[i][0]);
        }
        return logs.length == 0 ? Optional.empty() : Optional.of(ofLogRatios(logs));
    }

    private static PairedRatio ofLogRatios(double[] logs) {
        int n = logs.length;
        double mean = mean(logs);
        if (n < 2) {
            return new PairedRatio(Math.exp(mean), null, n);
        }
        double t = TDistribution.of(n - 1).inverseCumulativeProbability(Interval.UPPER);
        double half = t * standardDeviation(logs, mean) / Math.sqrt(n);
        return new PairedRatio(Math.exp(mean), new Interval(Math.exp(mean - half), Math.exp(mean + half)), n);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double standardDeviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}

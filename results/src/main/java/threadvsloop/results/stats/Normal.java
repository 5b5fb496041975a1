package threadvsloop.results.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The standard normal distribution.
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// z₀.₉₇₅: 95% lie between −z and z.
    static final double Z = quantile(Interval.UPPER);

    private Normal() {}

    static double quantile(double below) {
        return STANDARD.inverseCumulativeProbability(below);
    }

    static double density(double z) {
        return STANDARD.density(z);
    }

    static double between(double low, double high) {
        return STANDARD.probability(low, high);
    }
}

package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What a number of blocks finds on a machine whose noise has been measured, wild trials and all.
/// Experiments are drawn with replacement from the measured log ratios' distances from their centre,
/// each with a random sign; an effect e is found in an experiment if its interval, shifted by e, lies
/// above 0. Its power is the share of experiments that find it.
///
/// Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", ch. 25 (power by
/// resampling).
final class MeasuredPower {
    /// So many that a rate of false positives of 5% is known to 0.3%.
    private static final int EXPERIMENTS = 20_000;

    /// Fixed, so that the same measurements say the same.
    private static final long SEED = 1963;

    /// What each experiment needs an effect to exceed, ascending.
    private final double[] needs;

    private MeasuredPower(double[] needs) {
        this.needs = needs;
    }

    /// @param logRatios ln(second ÷ first) of pairs, at least two; twenty or more say something of rare
    ///     disturbances
    /// @param blocks of an experiment, at least two
    static MeasuredPower of(double[] logRatios, int blocks) {
        double centre = RobustMean.of(logRatios).value();
        double[] noise = Arrays.stream(logRatios).map(log -> log - centre).toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        return new MeasuredPower(IntStream.range(0, EXPERIMENTS)
                .mapToDouble(i ->
                        -RobustMean.of(drawn(noise, blocks, random)).interval().low())
                .sorted()
                .toArray());
    }

    /// The probability, 0 to 1, that an effect is found.
    ///
    /// @param effect logarithm of (true ratio ÷ the ratio it is held against)
    double of(double effect) {
        return (double) Arrays.stream(needs)
                        .filter(need -> need < Math.abs(effect))
                        .count()
                / needs.length;
    }

    /// The share, 0 to 1, of experiments that find an effect although there is none, on either side; 0.05
    /// is right.
    double falsePositiveRate() {
        // Each experiment is as likely as its mirror image, so that one side says what both do.
        return 2.0 * Arrays.stream(needs).filter(need -> need < 0).count() / needs.length;
    }

    /// The smallest ratio above 1 that is found with a power; its inverse is as detectable.
    double smallestRatio(double power) {
        Power.requirePower(power);
        return Math.exp(Math.max(0, needs[(int) Math.ceil(power * needs.length) - 1]));
    }

    private static double[] drawn(double[] noise, int blocks, SplittableRandom random) {
        return IntStream.range(0, blocks)
                .mapToDouble(i -> noise[random.nextInt(noise.length)] * (random.nextBoolean() ? 1 : -1))
                .toArray();
    }
}

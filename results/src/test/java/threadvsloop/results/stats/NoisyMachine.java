package threadvsloop.results.stats;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Makes trials as a shared machine does, with a known truth: each has log-normal noise, each is
/// disturbed (1.5 times its value) with some probability, and both trials of a block share the block's
/// moment, which drifts by 2% a block.
final class NoisyMachine {
    private static final double DRIFT_PER_BLOCK = 0.02;
    private static final double DISTURBED_LOG = Math.log(1.5);

    private final Random random;
    private final double sigma;
    private final double disturbed;

    /// @param sigma standard deviation of the logarithm of a trial
    /// @param disturbed share of trials, 0 to 1
    NoisyMachine(long seed, double sigma, double disturbed) {
        this.random = new Random(seed);
        this.sigma = sigma;
        this.disturbed = disturbed;
    }

    PairedRatio measure(int blocks, double trueRatio) {
        return PairedRatio.ofLogRatios(logRatios(blocks, trueRatio));
    }

    double[] logRatios(int blocks, double trueRatio) {
        return PairedRatio.logRatios(trials(blocks, 100), trials(blocks, 100 * trueRatio))
                .orElseThrow();
    }

    Map<Integer, Double> trials(int blocks, double value) {
        Map<Integer, Double> trials = new TreeMap<>();
        for (int block = 0; block < blocks; block++) {
            trials.put(block, trial(block, value));
        }
        return trials;
    }

    /// The standard deviation of undisturbed log ratios.
    double logDeviation() {
        return sigma * Math.sqrt(2);
    }

    private double trial(int block, double value) {
        double log = DRIFT_PER_BLOCK * block + sigma * random.nextGaussian();
        return value * Math.exp(log + (random.nextDouble() < disturbed ? DISTURBED_LOG : 0));
    }
}

package threadvsloop.results.stats;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Makes trials as a shared machine does, with a known truth: each has log-normal noise, each is
/// slowed by a neighbour with some probability, and both trials of a block share the block's moment,
/// which drifts by 2% a block.
final class NoisyMachine {
    private static final double DRIFT_PER_BLOCK = 0.02;

    private final Random random;
    private final double sigma;
    private final double slowed;
    private final double slowerLog;

    private NoisyMachine(long seed, double sigma, double slowed, double slower) {
        this.random = new Random(seed);
        this.sigma = sigma;
        this.slowed = slowed;
        this.slowerLog = Math.log(slower);
    }

    /// A neighbour that works now and then, and hard.
    ///
    /// @param sigma standard deviation of the logarithm of a trial
    /// @param disturbed share of trials that have 1.5 times their value, 0 to 1
    static NoisyMachine disturbed(long seed, double sigma, double disturbed) {
        return new NoisyMachine(seed, sigma, disturbed, 1.5);
    }

    /// A neighbour on the core's other hardware thread, which makes trials a tenth slower for as long as
    /// it works. With half of the trials slowed, log ratios of pairs have a kurtosis of about 2; a calibration
    /// of a shared machine found 1.9.
    ///
    /// @param sigma standard deviation of the logarithm of a trial, within a state
    /// @param slowed share of trials, 0 to 1
    static NoisyMachine withTwoStates(long seed, double sigma, double slowed) {
        return new NoisyMachine(seed, sigma, slowed, 1.1);
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
        return value * Math.exp(log + (random.nextDouble() < slowed ? slowerLog : 0));
    }
}

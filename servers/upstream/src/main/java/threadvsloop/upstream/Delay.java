package threadvsloop.upstream;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// How long a wait of a given mean takes.
enum Delay {
    /// The mean itself, always.
    FIXED {
        @Override
        double factor(RandomGenerator random) {
            return 1;
        }
    },
    /// Exponentially distributed: now and then several times the mean.
    EXPONENTIAL {
        @Override
        double factor(RandomGenerator random) {
            return random.nextExponential();
        }
    },
    /// Log-normal with sigma 0.5: few are much shorter than the mean, some are a multiple of it, as services are.
    LOGNORMAL {
        @Override
        double factor(RandomGenerator random) {
            // The mean of exp(sigma Z) is exp(sigma^2 / 2), which is divided out.
            return Math.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        }
    };

    static final String FORM = "fixed, exponential or lognormal";

    private static final double SIGMA = 0.5;

    /// @throws IllegalArgumentException for anything but a name in lower case
    static Delay parse(String text) {
        for (Delay delay : values()) {
            if (delay.toString().equals(text)) {
                return delay;
            }
        }
        throw new IllegalArgumentException(text);
    }

    /// A random number of mean 1.
    abstract double factor(RandomGenerator random);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

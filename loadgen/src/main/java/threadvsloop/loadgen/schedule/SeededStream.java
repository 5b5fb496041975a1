package threadvsloop.loadgen.schedule;

import java.util.SplittableRandom;

/// Random numbers of one loop for one purpose: the same arguments give the same numbers, on every machine,
/// and other loops and purposes others. `StrictMath`, so that deviates are the same to the last bit
/// everywhere.
final class SeededStream {
    private final SplittableRandom random;

    private SeededStream(SplittableRandom random) {
        this.random = random;
    }

    /// @param salt keeps purposes apart that have the same seed
    /// @param loop 0 and up
    static SeededStream of(long seed, long salt, int loop) {
        SplittableRandom root = new SplittableRandom(seed ^ salt);
        SplittableRandom own = root.split();
        for (int skipped = 0; skipped < loop; skipped++) {
            own = root.split();
        }
        return new SeededStream(own);
    }

    /// In [0, 1).
    double uniform() {
        return random.nextDouble();
    }

    /// An exponential deviate of mean 1 by inversion: −ln(1 − U).
    double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }
}

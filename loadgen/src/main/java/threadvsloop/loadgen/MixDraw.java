package threadvsloop.loadgen;

import java.util.SplittableRandom;

/// Draws the kinds of one loop's requests, one after another. Pure: the same arguments give the same sequence, on every
/// machine. Allocates nothing after construction, and draws nothing where there is one kind only.
final class MixDraw {
    /// Keeps the draws apart from the arrivals, which come from the same seed.
    private static final long SALT = 0x6b696e64L;

    /// The bounds within [0, 1) below which each kind is chosen; the last is not needed.
    private final double[] below;
    private final SplittableRandom random;

    private MixDraw(double[] below, SplittableRandom random) {
        this.below = below;
        this.random = random;
    }

    /// @param loop 0 and up; each loop draws a sequence of its own
    static MixDraw of(RequestMix mix, long seed, int loop) {
        SplittableRandom root = new SplittableRandom(seed ^ SALT);
        SplittableRandom own = root.split();
        for (int skipped = 0; skipped < loop; skipped++) {
            own = root.split();
        }
        double[] below = new double[mix.kinds().size() - 1];
        double sum = 0;
        for (int kind = 0; kind < below.length; kind++) {
            sum += mix.share(kind);
            below[kind] = sum;
        }
        return new MixDraw(below, own);
    }

    /// The index of the next request's kind.
    int next() {
        if (below.length == 0) {
            return 0;
        }
        double drawn = random.nextDouble();
        int kind = 0;
        while (kind < below.length && drawn >= below[kind]) {
            kind++;
        }
        return kind;
    }
}

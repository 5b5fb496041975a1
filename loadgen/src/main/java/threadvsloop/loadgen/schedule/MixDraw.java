package threadvsloop.loadgen.schedule;

import threadvsloop.model.load.RequestMix;

/// Draws the kinds of one loop's requests, one after another. Pure: the same arguments give the same sequence, on every
/// machine. Allocates nothing after construction, and draws nothing where there is one kind only.
public final class MixDraw {
    /// Keeps the draws apart from the arrivals, which come from the same seed.
    private static final long SALT = 0x6b696e64L;

    /// The bounds within [0, 1) below which each kind is chosen; the last is not needed.
    private final double[] below;
    private final SeededStream random;

    private MixDraw(double[] below, SeededStream random) {
        this.below = below;
        this.random = random;
    }

    /// @param loop 0 and up; each loop draws a sequence of its own
    public static MixDraw of(RequestMix mix, long seed, int loop) {
        double[] below = new double[mix.kinds().size() - 1];
        double sum = 0;
        for (int kind = 0; kind < below.length; kind++) {
            sum += mix.share(kind);
            below[kind] = sum;
        }
        return new MixDraw(below, SeededStream.of(seed, SALT, loop));
    }

    /// The index of the next request's kind.
    public int next() {
        if (below.length == 0) {
            return 0;
        }
        double drawn = random.uniform();
        int kind = 0;
        while (kind < below.length && drawn >= below[kind]) {
            kind++;
        }
        return kind;
    }
}

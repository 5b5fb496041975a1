package threadvsloop.loadgen.schedule;

import threadvsloop.model.load.SessionLength;

/// Draws the lengths of one loop's sessions, one after another. Pure: the same arguments give the same
/// lengths. Allocates nothing after construction.
public final class LengthDraw {
    private static final long SALT = 0x6c656e677468L;

    private final SessionLength length;
    private final SeededStream random;

    private LengthDraw(SessionLength length, SeededStream random) {
        this.length = length;
        this.random = random;
    }

    /// @param loop 0 and up; each loop draws lengths of its own
    public static LengthDraw of(SessionLength length, long seed, int loop) {
        return new LengthDraw(length, SeededStream.of(seed, SALT, loop));
    }

    /// Requests of the next session, 1 and up. A geometric number is by inversion 1 + ⌊ln(1 − U) / ln(1 − p)⌋
    /// with p = 1/mean (Devroye, Non-Uniform Random Variate Generation, 1986, chapter X.2).
    public int next() {
        return switch (length) {
            case SessionLength.Fixed(int requests) -> requests;
            case SessionLength.Geometric(double mean) ->
                mean == 1 ? 1 : 1 + (int) Math.min(1e9, random.exponential() / -StrictMath.log1p(-1 / mean));
        };
    }
}

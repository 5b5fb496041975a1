package threadvsloop.endpoints;

/// Marsaglia's 32-bit xorshift with the shifts 13, 17, 5 ("Xorshift RNGs", 2003).
final class Xorshift {
    /// His seed.
    static final int SEED = (int) 2463534242L;

    private Xorshift() {}

    /// One round.
    static int next(int x) {
        int y = x ^ (x << 13);
        y ^= y >>> 17;
        return y ^ (y << 5);
    }
}

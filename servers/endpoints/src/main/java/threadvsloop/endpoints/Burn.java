package threadvsloop.endpoints;

/// Work that keeps a processor for about so long: always the same number of rounds, so that a thread which is held up
/// in the middle of it does not burn less, as it would if it watched the clock. Any thread.
///
/// @param rounds of [Xorshift]
record Burn(int rounds) implements Runnable {
    private static final int BATCH_ROUNDS = 10_000;
    private static final long CALIBRATION_NS = 300_000_000;

    Burn {
        if (rounds < 0) {
            throw new IllegalArgumentException("rounds must be 0 or more, not " + rounds);
        }
    }

    /// What takes so long on this machine. Takes 0.3 s to find out.
    static Burn ofNs(int ns) {
        return new Burn(roundsIn(ns, nsPerBatch()));
    }

    /// How many rounds fill so many nanoseconds, if a batch of them takes `nsPerBatch`.
    static int roundsIn(int ns, long nsPerBatch) {
        return Math.toIntExact(Math.round((double) ns * BATCH_ROUNDS / nsPerBatch));
    }

    /// The shortest of many batches: whatever disturbs one only makes it longer, and so does code not yet compiled.
    private static long nsPerBatch() {
        Burn batch = new Burn(BATCH_ROUNDS);
        long shortestNs = Long.MAX_VALUE;
        long nowNs = System.nanoTime();
        long endNs = nowNs + CALIBRATION_NS;
        while (endNs - nowNs > 0) {
            batch.run();
            long afterNs = System.nanoTime();
            shortestNs = Math.min(shortestNs, afterNs - nowNs);
            nowNs = afterNs;
        }
        return Math.max(1, shortestNs);
    }

    @Override
    public void run() {
        int x = Xorshift.SEED;
        for (int i = 0; i < rounds; i++) {
            x = Xorshift.next(x);
        }
        if (x == 0) {
            throw new IllegalStateException("xorshift came to 0 after " + rounds + " rounds");
        }
    }
}

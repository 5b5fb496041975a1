package threadvsloop.loadgen.clock;

/// Takes some ms to read on a load loop, which then manages a few hundred requests per second at most.
public record SlowClock(int ms) implements NanoClock {
    @Override
    public long nanoTime() {
        long end = System.nanoTime() + (Thread.currentThread().getName().startsWith("load-") ? ms * 1_000_000L : 0);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return System.nanoTime();
    }
}

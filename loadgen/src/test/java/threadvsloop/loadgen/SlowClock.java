package threadvsloop.loadgen;

/// Takes 2 ms to read on a load loop, which then manages a few hundred requests per second at most.
final class SlowClock implements NanoClock {
    @Override
    public long nanoTime() {
        long end = System.nanoTime() + (Thread.currentThread().getName().startsWith("load-") ? 2_000_000 : 0);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return System.nanoTime();
    }
}

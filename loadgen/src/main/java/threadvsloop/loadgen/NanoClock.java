package threadvsloop.loadgen;

/// A monotonic clock in nanoseconds, with an origin of its own. Called from several threads.
@FunctionalInterface
interface NanoClock {
    NanoClock SYSTEM = System::nanoTime;

    long nanoTime();
}

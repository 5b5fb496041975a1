package threadvsloop.loadgen.clock;

/// A monotonic clock in nanoseconds, with an origin of its own. Called from several threads.
@FunctionalInterface
public interface NanoClock {
    NanoClock SYSTEM = System::nanoTime;

    long nanoTime();
}

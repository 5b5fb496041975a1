package threadvsloop.harness.sampling;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Waits until a server that is asked nothing is at rest. What a priming load made hot is compiled by
/// then, on a CPU that nothing else needs; in the measurement, compiling would be most of the noise of CPU
/// per request.
public final class Rest {

    private static final long LOOK_MS = 50;
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(3);

    /// Of one CPU.
    private static final double BUSY = 0.05;

    private Rest() {}

    /// Returns when the processes use next to no CPU, or after three seconds.
    ///
    /// @param processes ids of the server's processes, asked each time
    public static void await(Supplier<long[]> processes) throws InterruptedException {
        long beganNs = System.nanoTime();
        double used;
        do {
            CpuReading before = CpuReading.of(processes.get());
            long fromNs = System.nanoTime();
            Thread.sleep(LOOK_MS);
            used = (double) CpuReading.of(processes.get()).nsSince(before) / (System.nanoTime() - fromNs);
        } while (used > BUSY && System.nanoTime() - beganNs < LONGEST_NS);
    }
}

package threadvsloop.harness;

import java.time.Duration;
import threadvsloop.results.run.PointSpec;

/// What a trial takes, before it has been run.
record TrialCost(Duration time, long diskBytes) {

    /// Start and stop of a server process, drain and the writing of files, as seen on two CPUs.
    private static final double OVERHEAD_SECONDS = 0.9;

    private static final long BASE_BYTES = 60_000;
    private static final long BYTES_PER_SECOND = 8_000;

    static TrialCost of(PointSpec point) {
        double loadSeconds = point.primeSeconds()
                + point.connections() / point.connectPerSecond()
                + point.warmupSeconds()
                + point.measureSeconds();
        return new TrialCost(
                Durations.ofSeconds(OVERHEAD_SECONDS + loadSeconds),
                BASE_BYTES + Math.round(BYTES_PER_SECOND * loadSeconds));
    }
}

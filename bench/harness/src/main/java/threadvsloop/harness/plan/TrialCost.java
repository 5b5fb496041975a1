package threadvsloop.harness.plan;

import java.time.Duration;
import threadvsloop.harness.Durations;
import threadvsloop.results.documents.PointSpec;

/// What a trial takes, before it has been run.
public record TrialCost(Duration time, long diskBytes) {

    /// Start and stop of a server process, drain and the writing of files, as seen on two CPUs.
    private static final double OVERHEAD_SECONDS = 0.9;

    private static final long BASE_BYTES = 60_000;
    private static final long BYTES_PER_SECOND = 8_000;

    /// With an overhead that is a guess.
    public static TrialCost of(PointSpec point) {
        return of(point, OVERHEAD_SECONDS);
    }

    /// @param overheadSeconds what comes to the load
    public static TrialCost of(PointSpec point, double overheadSeconds) {
        double loadSeconds = loadSeconds(point);
        return new TrialCost(
                Durations.ofSeconds(overheadSeconds + loadSeconds),
                BASE_BYTES + Math.round(BYTES_PER_SECOND * loadSeconds));
    }

    /// What the point itself asks for: priming, the opening of its connections, warm-up and measurement.
    static double loadSeconds(PointSpec point) {
        return point.primeSeconds()
                + point.connections() / point.connectPerSecond()
                + point.warmupSeconds()
                + point.measureSeconds();
    }
}

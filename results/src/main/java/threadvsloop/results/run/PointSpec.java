package threadvsloop.results.run;

/// One point of a scenario: the load that a trial is asked to apply.
///
/// @param id short and unique within its scenario, also a directory name: `c1000`
/// @param mode who decides when a request starts
/// @param offeredPerSecond requests per second intended by the schedule; 0 for CLOSED and IDLE
/// @param request method and target, `GET /wait/100`; empty for IDLE
/// @param connectPerSecond rate at which connections are opened
public record PointSpec(
        String id,
        Mode mode,
        int connections,
        double offeredPerSecond,
        String request,
        double connectPerSecond,
        double warmupSeconds,
        double measureSeconds) {

    /// The same load with another request.
    public PointSpec withRequest(String other) {
        return new PointSpec(
                id, mode, connections, offeredPerSecond, other, connectPerSecond, warmupSeconds, measureSeconds);
    }

    /// Modes are never compared with one another.
    public enum Mode {
        OPEN_POISSON,
        OPEN_CONSTANT,
        CLOSED,
        /// Connections are opened and held; nothing is sent.
        IDLE
    }
}

package threadvsloop.results.run;

import java.util.List;
import java.util.function.UnaryOperator;

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

    /// All that the load asks for: methods and targets; none when idle.
    public List<String> requests() {
        return request.isEmpty() ? List.of() : List.of(request);
    }

    /// The same load with other requests.
    public PointSpec withRequests(UnaryOperator<String> other) {
        return new PointSpec(
                id,
                mode,
                connections,
                offeredPerSecond,
                request.isEmpty() ? request : other.apply(request),
                connectPerSecond,
                warmupSeconds,
                measureSeconds);
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

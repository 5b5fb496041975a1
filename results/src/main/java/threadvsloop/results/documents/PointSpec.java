package threadvsloop.results.documents;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// One point of a scenario: the load that a trial is asked to apply.
///
/// @param id short and unique within its scenario, also a directory name: `c1000`
/// @param mode who decides when a request starts
/// @param offeredPerSecond requests per second intended by the schedule, of a rate that changes the mean over
///     the measurement, of sessions those that each makes on average; 0 for CLOSED and IDLE
/// @param request method and target, `GET /wait/100`, of the only or the first kind of request; empty for IDLE
/// @param connectPerSecond rate at which connections are opened before the load
/// @param primeSeconds how long a few connections send the point's requests in a closed loop before its
///     own are opened,
///     so that the server's code is compiled when the load begins; 0 for not at all
public record PointSpec(
        String id,
        Mode mode,
        int connections,
        double offeredPerSecond,
        String request,
        double connectPerSecond,
        double warmupSeconds,
        double measureSeconds,
        Traffic traffic,
        Course course,
        double primeSeconds) {

    /// At one rate, of users who do not think; not primed.
    public PointSpec(
            String id,
            Mode mode,
            int connections,
            double offeredPerSecond,
            String request,
            double connectPerSecond,
            double warmupSeconds,
            double measureSeconds,
            Traffic traffic) {
        this(
                id,
                mode,
                connections,
                offeredPerSecond,
                request,
                connectPerSecond,
                warmupSeconds,
                measureSeconds,
                traffic,
                Course.PLAIN,
                0);
    }

    /// One bare request on kept connections, or none.
    public PointSpec(
            String id,
            Mode mode,
            int connections,
            double offeredPerSecond,
            String request,
            double connectPerSecond,
            double warmupSeconds,
            double measureSeconds) {
        this(
                id,
                mode,
                connections,
                offeredPerSecond,
                request,
                connectPerSecond,
                warmupSeconds,
                measureSeconds,
                Traffic.PLAIN);
    }

    /// All that the load asks for: methods and targets; none when idle.
    public List<String> requests() {
        return Stream.concat(Stream.of(request), traffic.requests())
                .filter(asked -> !asked.isEmpty())
                .distinct()
                .toList();
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
                measureSeconds,
                traffic.withRequests(other),
                course,
                primeSeconds);
    }

    /// How the load goes on, in the words that `tvl load` takes; each is empty where there is nothing to say.
    ///
    /// @param rate requests per second where they change, as `100..2000` or `100,500,0,500`; sessions per
    ///     second
    /// @param think the time between an answer and the next request, as `100ms` or `exp:100ms`
    /// @param sessionRequests requests of a session, as `5` or `geo:5`
    /// @param turnSeconds above 0 if all servers of a block live at once and the load goes from one to the next
    ///     so often; measurement and warm-up are then how long each has load, and a trial's window is as many
    ///     times longer as there are servers
    public record Course(String rate, String think, String sessionRequests, double turnSeconds) {
        public static final Course PLAIN = new Course("", "", "", 0);

        public boolean inTurns() {
            return turnSeconds > 0;
        }
    }

    /// Modes are never compared with one another.
    public enum Mode {
        OPEN_POISSON,
        OPEN_CONSTANT,
        CLOSED,
        /// Sessions arrive openly, and each is a short closed loop.
        PARTLY_OPEN_POISSON,
        PARTLY_OPEN_CONSTANT,
        /// Connections are opened and held; nothing is sent.
        IDLE
    }
}

package threadvsloop.harness.catalogue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Durations;
import threadvsloop.harness.UsageException;
import threadvsloop.results.documents.PointSpec;

/// The fields of a scenario and its points that say when requests start.
///
/// @param think as [ShapeText#think] reads it; empty for none
/// @param sessionRequests as [ShapeText#length] reads it; empty but for partly open modes
record ScenarioCourse(String mode, String think, String sessionRequests) {

    private static final String PARTLY_OPEN = "partly-open";

    /// @throws UsageException if a field does not belong to the mode, or lacks
    static ScenarioCourse of(String mode, @Nullable String think, @Nullable String sessionRequests) {
        boolean sessions = mode.startsWith(PARTLY_OPEN);
        if (think != null && !sessions && !mode.equals("closed")) {
            throw new UsageException(
                    "\"think\" belongs to closed and partly open modes: mode is " + mode + ": remove it");
        }
        if (sessions != (sessionRequests != null)) {
            throw new UsageException("mode " + mode
                    + (sessions
                            ? " needs \"session-requests\": a number as 5, or a mean as geo:5"
                            : " takes no \"session-requests\": remove it"));
        }
        return new ScenarioCourse(mode, think == null ? "" : think, sessionRequests == null ? "" : sessionRequests);
    }

    /// @throws UsageException if what a point offers does not belong to the mode, or lacks
    static void check(String mode, ScenarioFile.Point point) {
        boolean given = point.rate() != null || point.ratePerConnection() != null;
        String name = "point " + point.name();
        if (point.rate() != null && point.ratePerConnection() != null) {
            throw new UsageException(name + " has both rate and rate-per-connection: remove one of them");
        }
        if (mode.startsWith("open") != given) {
            throw new UsageException(name + " in mode " + mode
                    + (given ? " takes no rate: remove it" : " needs rate or rate-per-connection"));
        }
        if (mode.startsWith(PARTLY_OPEN) != (point.sessions() != null)) {
            throw new UsageException(name + " in mode " + mode
                    + (point.sessions() != null ? " takes no sessions: remove them" : " needs sessions (per second)"));
        }
        if (point.turn() != null && !mode.startsWith("open")) {
            throw new UsageException(name + " in mode " + mode + " takes no turn: remove it");
        }
        if (point.connections() < 0 || (point.connections() == 0 && !mode.equals("idle"))) {
            throw new UsageException(
                    name + " has " + point.connections() + " connections: at least 1 is needed (0 only when idle)");
        }
    }

    /// Requests per second that a point intends, over the measurement.
    double offeredPerSecond(ScenarioFile.Point point, Duration measurement) {
        String rate = point.rate();
        Double perConnection = point.ratePerConnection();
        Double sessions = point.sessions();
        if (rate != null) {
            return ShapeText.rate(rate, measurement).meanPerSecond(measurement);
        }
        if (sessions != null) {
            return sessions * ShapeText.length(sessionRequests).mean();
        }
        return perConnection == null ? 0 : perConnection * point.connections();
    }

    /// How the load of a point goes on.
    PointSpec.Course at(ScenarioFile.Point point) {
        Duration turn = point.turn();
        String rate = point.rate();
        Double sessions = point.sessions();
        String words = sessions == null ? "" : plain(sessions);
        if (rate != null && !ShapeText.rate(rate, Duration.ofSeconds(1)).isConstant()) {
            words = rate;
        }
        return new PointSpec.Course(words, think, sessionRequests, turn == null ? 0 : Durations.seconds(turn));
    }

    /// @throws UsageException if servers cannot take turns at a point
    static void checkTurns(PointSpec point, boolean alone) {
        if (!point.course().inTurns()) {
            return;
        }
        String name = "point " + point.id() + " in turns";
        if (!alone || point.traffic().slowReaders() != null || point.traffic().slowWriters() != null) {
            throw new UsageException(name + ": servers that take turns need no backend and have no slow clients, for"
                    + " those would go on in the turns of others; remove \"turn\"");
        }
        if (!point.course().rate().isEmpty()) {
            throw new UsageException(
                    name + " needs one rate, not " + point.course().rate());
        }
        Duration turn = Durations.ofSeconds(point.course().turnSeconds());
        for (double seconds : List.of(point.warmupSeconds(), point.measureSeconds())) {
            Duration part = Durations.ofSeconds(seconds);
            if (turn.compareTo(part) > 0 || part.toNanos() % turn.toNanos() != 0) {
                throw new UsageException(
                        "%s of %s: warm-up and measurement must be whole turns, not %s".formatted(name, turn, part));
            }
        }
    }

    /// Without a fraction where there is none.
    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}

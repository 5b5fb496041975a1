package threadvsloop.harness.catalogue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Durations;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Traffic;

/// From a point of a scenario to what the load generator is asked to do.
public final class PointLoad {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final String NOTHING = "GET /";
    private static final int PRIMING_CONNECTIONS = 16;
    private static final double PRIMING_CONNECT_RATE = 2_000;

    private PointLoad() {}

    /// Of a server that is alone.
    public static LoadOptions options(PointSpec point, int port, long seed, int loops) {
        Traffic traffic = point.traffic();
        return new LoadOptions(
                List.of(new Address(Project.LOOPBACK, port)),
                List.of(),
                requests(point),
                new Connections(
                        point.connections(),
                        point.connectPerSecond(),
                        traffic.connectionPerRequest(),
                        traffic.idle(),
                        slowReaders(traffic.slowReaders()),
                        slowWriters(traffic.slowWriters())),
                shape(point),
                Durations.ofSeconds(point.warmupSeconds()),
                Durations.ofSeconds(point.measureSeconds()),
                REQUEST_TIMEOUT,
                seed,
                loops);
    }

    /// What compiles a server's code before its load begins: the same requests as fast as they are answered,
    /// on few connections that are kept. Slow readers and writers take no part.
    ///
    /// @param point whose requests wait as little as can be
    public static LoadOptions priming(PointSpec point, double seconds, int port, long seed, int loops) {
        int connections = Math.min(PRIMING_CONNECTIONS, point.connections());
        return new LoadOptions(
                List.of(new Address(Project.LOOPBACK, port)),
                List.of(),
                requests(point),
                Connections.kept(connections, PRIMING_CONNECT_RATE),
                new LoadShape.Closed(new ThinkTime.None()),
                Duration.ZERO,
                Durations.ofSeconds(seconds),
                REQUEST_TIMEOUT,
                seed,
                Math.min(loops, connections));
    }

    /// The point's first kind of request.
    public static RequestSpec first(PointSpec point) {
        return requests(point).kinds().getFirst().request();
    }

    private static RequestMix requests(PointSpec point) {
        List<Traffic.Kind> kinds = point.traffic().mix();
        return kinds.isEmpty()
                ? RequestMix.of(request(point.request().isEmpty() ? NOTHING : point.request(), 0))
                : mix(kinds);
    }

    static RequestMix mix(List<Traffic.Kind> kinds) {
        return new RequestMix(kinds.stream()
                .map(kind -> new RequestKind(
                        kind.name(), request(kind.request(), kind.bodyBytes()), kind.weight(), kind.answerBytes()))
                .toList());
    }

    static @Nullable SlowReaders slowReaders(Traffic.@Nullable SlowReaders slow) {
        return slow == null
                ? null
                : new SlowReaders(slow.connections(), request(slow.request(), 0), slow.bytesPerSecond());
    }

    private static @Nullable SlowWriters slowWriters(Traffic.@Nullable SlowWriters slow) {
        return slow == null
                ? null
                : new SlowWriters(slow.connections(), request(slow.request(), slow.bodyBytes()), slow.bytesPerSecond());
    }

    /// @param text method and target, as in `GET /plaintext`
    /// @throws UsageException if it is not both
    public static RequestSpec request(String text, int bodyBytes) {
        String[] words = text.split(" ", 2);
        if (words.length < 2) {
            throw new UsageException(
                    "\"" + text + "\" is not a request: write method and target, as in GET /plaintext");
        }
        try {
            return new RequestSpec(words[0], words[1], List.of(), RequestSpec.letters(bodyBytes));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static LoadShape shape(PointSpec point) {
        return switch (point.mode()) {
            case OPEN_POISSON -> new LoadShape.Open(Arrivals.POISSON, rate(point));
            case OPEN_CONSTANT -> new LoadShape.Open(Arrivals.CONSTANT, rate(point));
            case CLOSED -> new LoadShape.Closed(ShapeText.think(point.course().think()));
            case PARTLY_OPEN_POISSON -> sessions(Arrivals.POISSON, point.course());
            case PARTLY_OPEN_CONSTANT -> sessions(Arrivals.CONSTANT, point.course());
            case IDLE -> new LoadShape.Idle();
        };
    }

    private static RateProfile rate(PointSpec point) {
        String rate = point.course().rate();
        return rate.isEmpty()
                ? RateProfile.constant(point.offeredPerSecond())
                : ShapeText.rate(rate, Durations.ofSeconds(point.measureSeconds()));
    }

    private static LoadShape sessions(Arrivals arrivals, PointSpec.Course course) {
        return new LoadShape.PartlyOpen(
                arrivals,
                Double.parseDouble(course.rate()),
                ShapeText.length(course.sessionRequests()),
                ShapeText.think(course.think()));
    }
}

package threadvsloop.loadgen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What load is put on which server. Everything that happens follows from these and the clock.
///
/// @param host a name or an address; resolved once, when the run begins
/// @param port 1 to 65,535
/// @param requests what is sent on all connections but the slow readers'; nothing in [LoadShape.Idle]
/// @param connections 1 to 1,000,000; 0 only for [LoadShape.Idle]. One request is in flight on each. With a connection
///     per request: how many may be open at once
/// @param connectionPerRequest every request asks for `Connection: close` and has a connection of its own, whose
///     opening counts in its response time; see [Churn]
/// @param slowReaders connections that read slowly, besides the load; null for none. Not together with
///     `connectionPerRequest`, nor with [LoadShape.Idle]
/// @param connectPerSecond how fast connections are opened, spread evenly; above 0 and at most 1,000,000
/// @param warmup load before the measurement; may be zero
/// @param measurement the window: requests whose intended start lies in it are measured; 1 ms to 7 days
/// @param timeout for opening a connection, for an answer from its actual send, and for a request that waits for a
///     connection from its intended start; the drain lasts at most as long. 1 ms to 1 hour
/// @param seed the same seed gives the same arrivals and the same sequence of requests, for the same number of loops
/// @param loops threads that drive load, each with its share of connections and rate; 1 to 1,024, and not more than
///     connections
public record LoadOptions(
        String host,
        int port,
        RequestMix requests,
        int connections,
        boolean connectionPerRequest,
        @Nullable SlowReaders slowReaders,
        double connectPerSecond,
        LoadShape shape,
        Duration warmup,
        Duration measurement,
        Duration timeout,
        long seed,
        int loops) {

    private static final Duration LONGEST = Duration.ofDays(7);

    public LoadOptions {
        check(!host.isBlank(), "host must not be empty", host);
        check(port >= 1 && port <= 65_535, "port must be 1 to 65,535", port);
        int fewest = shape instanceof LoadShape.Idle ? 0 : 1;
        check(
                connections >= fewest && connections <= 1_000_000,
                "connections must be " + fewest + " to 1,000,000",
                connections);
        check(
                connectPerSecond > 0 && connectPerSecond <= 1_000_000,
                "connections opened per second must be above 0 and at most 1,000,000",
                connectPerSecond);
        check(between(warmup, Duration.ZERO, LONGEST), "warm-up must be 0 s to 7 days", warmup);
        check(between(measurement, Duration.ofMillis(1), LONGEST), "measurement must be 1 ms to 7 days", measurement);
        check(between(timeout, Duration.ofMillis(1), Duration.ofHours(1)), "timeout must be 1 ms to 1 hour", timeout);
        check(
                !connectionPerRequest || !(shape instanceof LoadShape.Idle),
                "a connection per request needs requests: the shape must be open or closed",
                shape);
        if (slowReaders != null) {
            check(
                    slowReaders.connections() < connections,
                    "slow readers must be fewer than connections (" + connections + ")",
                    slowReaders.connections());
            check(
                    !connectionPerRequest && !(shape instanceof LoadShape.Idle),
                    "slow readers need kept connections and an open or closed shape",
                    shape);
        }
        check(
                loops >= 1 && loops <= Math.clamp(connections, 1, 1024),
                "loops must be 1 to 1,024 and not more than connections (" + connections + ")",
                loops);
    }

    /// One request, on connections that are kept.
    public static LoadOptions plain(
            String host,
            int port,
            RequestSpec request,
            int connections,
            double connectPerSecond,
            LoadShape shape,
            Duration warmup,
            Duration measurement,
            Duration timeout,
            long seed,
            int loops) {
        return new LoadOptions(
                host,
                port,
                RequestMix.of(request),
                connections,
                false,
                null,
                connectPerSecond,
                shape,
                warmup,
                measurement,
                timeout,
                seed,
                loops);
    }

    /// The same with another shape and seed.
    public LoadOptions with(LoadShape other, long otherSeed) {
        return new LoadOptions(
                host,
                port,
                requests,
                connections,
                connectionPerRequest,
                slowReaders,
                connectPerSecond,
                other,
                warmup,
                measurement,
                timeout,
                otherSeed,
                loops);
    }

    /// All kinds of request: those of the mix, by their index there, then that of the slow readers, if there are any.
    public List<RequestKind> kinds() {
        List<RequestKind> kinds = new ArrayList<>(requests.kinds());
        if (slowReaders != null) {
            kinds.add(slowReaders.kind());
        }
        return kinds;
    }

    private static boolean between(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean holds, String bounds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(bounds + ", not '" + value + "'");
        }
    }
}

package threadvsloop.loadgen;

import java.time.Duration;

/// What load is put on which server. Everything that happens follows from these and the clock.
///
/// @param host a name or an address; resolved once, when the run begins
/// @param port 1 to 65,535
/// @param connections 1 to 1,000,000; 0 only for [LoadShape.Idle]. One request is in flight on each
/// @param connectPerSecond how fast connections are opened, spread evenly; above 0 and at most 1,000,000
/// @param warmup load before the measurement; may be zero
/// @param measurement the window: requests whose intended start lies in it are measured; 1 ms to 7 days
/// @param timeout for opening a connection, for an answer from its actual send, and for a request that waits for a
///     connection from its intended start; the drain lasts at most as long. 1 ms to 1 hour
/// @param seed the same seed gives the same arrivals, for the same number of loops
/// @param loops threads that drive load, each with its share of connections and rate; 1 to 1,024, and not more than
///     connections
public record LoadOptions(
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
                loops >= 1 && loops <= Math.clamp(connections, 1, 1024),
                "loops must be 1 to 1,024 and not more than connections (" + connections + ")",
                loops);
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

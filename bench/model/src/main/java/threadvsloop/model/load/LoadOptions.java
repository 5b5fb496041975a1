package threadvsloop.model.load;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What load is put on which servers. Everything that happens follows from these and the clock.
///
/// @param targets 1 to 1,000 servers that answer alike; connections go to them in turn
/// @param sources local addresses that connections come from in turn, as `127.0.0.2`; empty for the system's
///     choice. Linux has about 28,000 ports for each. At most 1,000
/// @param requests what is sent on the connections that carry the load; nothing in [LoadShape.Idle]
/// @param warmup load before the measurement; may be zero
/// @param measurement the window: requests whose intended start lies in it are measured; 1 ms to 7 days
/// @param timeout for opening a connection, for an answer from its actual send, and for a request that waits for a
///     connection from its intended start; the drain lasts at most as long. 1 ms to 1 hour
/// @param seed the same seed gives the same arrivals and the same sequence of requests, think times and
///     sessions, for the same number of loops, whatever the servers do
/// @param loops threads that drive load, each with its share of connections and rate; 1 to 1,024, and not more than
///     connections that carry the load
public record LoadOptions(
        List<Address> targets,
        List<String> sources,
        RequestMix requests,
        Connections connections,
        LoadShape shape,
        Duration warmup,
        Duration measurement,
        Duration timeout,
        long seed,
        int loops) {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_ADDRESSES = 1_000;

    public LoadOptions {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
        check(
                !targets.isEmpty() && targets.size() <= MOST_ADDRESSES,
                "targets must be 1 to " + MOST_ADDRESSES,
                targets.size());
        check(sources.size() <= MOST_ADDRESSES, "sources must be 0 to " + MOST_ADDRESSES, sources.size());
        for (String source : sources) {
            check(isAddress(source), "a source must be an address such as 127.0.0.2", source);
        }
        check(between(warmup, Duration.ZERO, LONGEST), "warm-up must be 0 s to 7 days", DurationText.of(warmup));
        check(
                between(measurement, Duration.ofMillis(1), LONGEST),
                "measurement must be 1 ms to 7 days",
                DurationText.of(measurement));
        check(
                between(timeout, Duration.ofMillis(1), Duration.ofHours(1)),
                "timeout must be 1 ms to 1 hour",
                DurationText.of(timeout));
        checkTogether(connections, shape);
        checkBegin(shape, warmup);
        check(
                loops >= 1 && loops <= Math.clamp(connections.loaded(), 1, 1024),
                "loops must be 1 to 1,024 and not more than connections (" + connections.loaded()
                        + (connections.loaded() < connections.number() ? " with load)" : ")"),
                loops);
    }

    private static void checkTogether(Connections connections, LoadShape shape) {
        if (shape instanceof LoadShape.Idle) {
            check(
                    !connections.perRequest(),
                    "a connection per request needs requests: the shape must be open or closed",
                    shape);
            check(
                    connections.loaded() == connections.number(),
                    "idle connections, slow readers and slow writers beside a load need one: the shape must be open or closed",
                    shape);
        } else {
            check(
                    !connections.perRequest()
                            || shape instanceof LoadShape.Open
                            || shape instanceof LoadShape.Closed(ThinkTime.None _),
                    "a connection per request needs an open loop, or a closed one without think time",
                    shape.label());
            check(connections.number() >= 1, "connections must be 1 to 1,000,000", connections.number());
        }
    }

    private static void checkBegin(LoadShape shape, Duration warmup) {
        if (shape instanceof LoadShape.Open(Arrivals _, RateProfile rate)) {
            Duration before = rate.knots().getFirst().at().negated();
            check(
                    before.compareTo(warmup) <= 0,
                    "a rate may change from the start of the warm-up (" + DurationText.of(warmup) + ") on",
                    DurationText.of(before));
        }
    }

    /// One request to one server, on connections that are kept and all carry the load.
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
                List.of(new Address(host, port)),
                List.of(),
                RequestMix.of(request),
                Connections.kept(connections, connectPerSecond),
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
                targets, sources, requests, connections, other, warmup, measurement, timeout, otherSeed, loops);
    }

    /// The same with another shape and other times.
    public LoadOptions with(LoadShape other, Duration otherWarmup, Duration otherMeasurement) {
        return new LoadOptions(
                targets, sources, requests, connections, other, otherWarmup, otherMeasurement, timeout, seed, loops);
    }

    /// All kinds of request: those of the mix, by their index there, then that of the slow readers and that
    /// of the slow writers, if there are any.
    public List<RequestKind> kinds() {
        List<RequestKind> kinds = new ArrayList<>(requests.kinds());
        SlowReaders readers = connections.slowReaders();
        if (readers != null) {
            kinds.add(readers.kind());
        }
        SlowWriters writers = connections.slowWriters();
        if (writers != null) {
            kinds.add(writers.kind());
        }
        return kinds;
    }

    private static boolean isAddress(String text) {
        try {
            return !InetAddress.ofLiteral(text).isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
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

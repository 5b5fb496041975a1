package threadvsloop.endpoints.server;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What only the server knows, at one moment. Counts of several threads are read one after another, not all at once.
///
/// @param requests received whole since the start, the present one included
/// @param disconnects connections that ended while a request on them was incomplete or unanswered
/// @param inFlight requests received and not yet answered
/// @param connections open
/// @param loopLag null for a server without loops
/// @param lateness how long after its time each wait ended; null where nobody measures it, which is everywhere but in
///     the upstream
/// @param writes calls that wrote to sockets of clients, since the start; null for a server that does not count them
public record Stats(
        long requests,
        long disconnects,
        Level inFlight,
        Level connections,
        @Nullable Lag loopLag,
        @Nullable Lag lateness,
        @Nullable Long writes) {

    /// Of a server that neither measures how late its waits end nor counts its writes.
    public Stats(long requests, long disconnects, Level inFlight, Level connections, @Nullable Lag loopLag) {
        this(requests, disconnects, inFlight, connections, loopLag, null, null);
    }

    /// The same of a server that has written so often.
    public Stats withWrites(long count) {
        return new Stats(requests, disconnects, inFlight, connections, loopLag, lateness, count);
    }

    /// @param now at this moment
    /// @param max at most, since the start
    public record Level(int now, int max) {}

    /// Quantiles of a time. Of loops: how long one turn took, from the moment something was ready to the moment it
    /// waited again: as long may
    /// what became ready meanwhile have waited. Quantiles are over turns.
    public record Lag(long p50Ns, long p99Ns, long maxNs) {}

    /// How many calls to each backend had to wait for a connection of its pool, since the start.
    public record Queued(long upstream, long database) {}

    /// The answer of `/stats`.
    public byte[] toJson(Identity identity, Queued queued) {
        JsonWriter json = new JsonWriter().startObject();
        json.field("contestant", identity.contestant()).field("runtime", identity.runtime());
        json.field("version", identity.version()).field("pid", identity.pid());
        json.name("options").startObject();
        new TreeMap<>(identity.options()).forEach(json::field);
        json.endObject();
        json.field("requests", requests).field("disconnects", disconnects);
        level(json, "inFlight", inFlight);
        level(json, "connections", connections);
        json.name("queued").startObject();
        json.field("upstream", queued.upstream()).field("database", queued.database());
        json.endObject();
        if (writes != null) {
            json.field("writes", writes);
        }
        lag(json, "loopLagMs", loopLag);
        lag(json, "latenessMs", lateness);
        return json.endObject().toBytes();
    }

    private static void level(JsonWriter json, String name, Level level) {
        json.name(name).startObject();
        json.field("now", level.now()).field("max", level.max());
        json.endObject();
    }

    private static void lag(JsonWriter json, String name, @Nullable Lag lag) {
        if (lag != null) {
            json.name(name).startObject();
            json.field("p50", ms(lag.p50Ns())).field("p99", ms(lag.p99Ns())).field("max", ms(lag.maxNs()));
            json.endObject();
        }
    }

    private static double ms(long ns) {
        return Math.round(ns / 1e3) / 1e3;
    }
}

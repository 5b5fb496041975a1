package threadvsloop.undertow;

import java.util.Optional;
import threadvsloop.clients.vertx.VertxDatabase;
import threadvsloop.endpoints.AsyncDatabase;
import threadvsloop.endpoints.AsyncNeighbours;
import threadvsloop.endpoints.AsyncUpstream;
import threadvsloop.endpoints.Neighbourhood;

/// The neighbours of a server that answers in its I/O threads: each thread has connections of its own to the upstream,
/// and its share of the pool's bound; the database's driver serves them all.
record Neighbours(Neighbourhood neighbourhood, int ioThreads, Optional<VertxDatabase> openDatabase) {

    static Neighbours of(Neighbourhood neighbourhood, int ioThreads) {
        return new Neighbours(
                neighbourhood,
                ioThreads,
                neighbourhood.database().map(url -> VertxDatabase.open(url, neighbourhood.databasePool())));
    }

    AsyncNeighbours on(IoLoop loop) {
        int share = Math.max(1, neighbourhood.upstreamPool() / ioThreads);
        AsyncUpstream upstream = neighbourhood
                .upstream()
                .<AsyncUpstream>map(address -> new Upstream(loop, address, share))
                .orElseGet(() -> AsyncNeighbours.noUpstream(loop));
        AsyncDatabase database =
                openDatabase.map(open -> open.on(loop::execute)).orElseGet(() -> AsyncNeighbours.noDatabase(loop));
        return new AsyncNeighbours(upstream, database);
    }
}

package threadvsloop.netty;

import java.util.Optional;
import threadvsloop.clients.vertx.VertxDatabase;
import threadvsloop.endpoints.AsyncDatabase;
import threadvsloop.endpoints.AsyncNeighbours;
import threadvsloop.endpoints.AsyncUpstream;
import threadvsloop.endpoints.Neighbourhood;

/// The neighbours of the server, shared out among its loops: each has connections of its own to the upstream, and its
/// share of the pool's bound; the database's driver serves them all.
record Neighbours(Neighbourhood neighbourhood, Transport transport, int loops, Optional<VertxDatabase> openDatabase) {

    static Neighbours of(Neighbourhood neighbourhood, Transport transport, int loops) {
        Optional<VertxDatabase> database =
                neighbourhood.database().map(url -> VertxDatabase.open(url, neighbourhood.databasePool()));
        return new Neighbours(neighbourhood, transport, loops, database);
    }

    AsyncNeighbours on(ServerLoop loop) {
        int share = Math.max(1, neighbourhood.upstreamPool() / loops);
        AsyncUpstream upstream = neighbourhood
                .upstream()
                .<AsyncUpstream>map(address -> new Upstream(loop.eventLoop, transport, address, share))
                .orElseGet(() -> AsyncNeighbours.noUpstream(loop));
        AsyncDatabase database =
                openDatabase.map(open -> open.on(loop.eventLoop)).orElseGet(() -> AsyncNeighbours.noDatabase(loop));
        return new AsyncNeighbours(upstream, database);
    }
}

package threadvsloop.clients.vertx;

import java.util.Optional;
import java.util.concurrent.Executor;
import threadvsloop.endpoints.AsyncRuntime;
import threadvsloop.endpoints.backends.AsyncDatabase;
import threadvsloop.endpoints.backends.AsyncNeighbours;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.options.HostPort;
import threadvsloop.endpoints.options.Neighbourhood;

/// The neighbours of a server of event loops, shared out among them: each has connections of its own to the
/// upstream, and its share of the pool's bound; the database's driver serves them all.
public final class AsyncClients {

    /// Makes a loop's client of the upstream, of the loop's own kind of connections.
    public interface UpstreamClient {

        /// @param bound of connections open at once
        AsyncUpstream of(HostPort upstream, int bound);
    }

    private final Neighbourhood neighbourhood;
    private final int upstreamShare;
    private final Optional<VertxDatabase> database;

    private AsyncClients(Neighbourhood neighbourhood, int loops) {
        this.neighbourhood = neighbourhood;
        this.upstreamShare = Math.max(1, neighbourhood.upstreamPool() / loops);
        this.database = neighbourhood.database().map(url -> VertxDatabase.open(url, neighbourhood.databasePool()));
    }

    /// Clients of what there is; of the rest, those that say that there is none. Connections are made when
    /// first needed, and last as long as the process.
    ///
    /// @param loops that share them out
    public static AsyncClients open(Neighbourhood neighbourhood, int loops) {
        return new AsyncClients(neighbourhood, loops);
    }

    /// The neighbours as one loop calls them.
    ///
    /// @param executor runs each task on the loop's thread; called from any thread
    public AsyncNeighbours on(AsyncRuntime loop, Executor executor, UpstreamClient client) {
        Executor afterwards = then -> loop.sleep(0, then);
        AsyncUpstream upstream = neighbourhood
                .upstream()
                .map(address -> client.of(address, upstreamShare))
                .orElseGet(() -> AsyncUpstream.none(afterwards));
        AsyncDatabase one = database.map(open -> open.on(executor)).orElseGet(() -> AsyncDatabase.none(afterwards));
        return new AsyncNeighbours(upstream, one);
    }
}

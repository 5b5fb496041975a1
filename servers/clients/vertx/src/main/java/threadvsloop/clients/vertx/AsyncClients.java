package threadvsloop.clients.vertx;

import java.util.Optional;
import java.util.concurrent.Executor;
import threadvsloop.endpoints.AsyncRuntime;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.backends.AsyncDatabase;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.HostPort;

/// The backends of a server of event loops, shared out among them: each has connections of its own to the
/// upstream, and its share of the pool's bound; the database's driver serves them all.
public final class AsyncClients {

    /// Makes a loop's client of the upstream, of the loop's own kind of connections.
    public interface UpstreamClient {

        /// @param bound of connections open at once
        AsyncUpstream of(HostPort upstream, int bound);
    }

    private final BackendAddresses backends;
    private final int upstreamShare;
    private final Optional<VertxDatabase> database;

    private AsyncClients(BackendAddresses backends, int loops) {
        this.backends = backends;
        this.upstreamShare = Math.max(1, backends.upstreamPool() / loops);
        this.database = backends.database().map(url -> VertxDatabase.open(url, backends.databasePool()));
    }

    /// Clients of what there is; of the rest, those that say that there is none. Connections are made when
    /// first needed, and last as long as the process.
    ///
    /// @param loops that share them out
    public static AsyncClients open(BackendAddresses backends, int loops) {
        return new AsyncClients(backends, loops);
    }

    /// The backends as one loop calls them.
    ///
    /// @param executor runs each task on the loop's thread; called from any thread
    public AsyncBackends on(AsyncRuntime loop, Executor executor, UpstreamClient client) {
        Executor afterwards = then -> loop.sleep(0, then);
        AsyncUpstream upstream = backends.upstream()
                .map(address -> client.of(address, upstreamShare))
                .orElseGet(() -> AsyncUpstream.none(afterwards));
        AsyncDatabase one = database.map(open -> open.on(executor)).orElseGet(() -> AsyncDatabase.none(afterwards));
        return new AsyncBackends(upstream, one);
    }
}

package threadvsloop.clients.blocking;

import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.BackendAddresses;

/// The backends of a server whose threads wait.
public final class BlockingClients {
    private BlockingClients() {}

    /// Clients of what there is; of the rest, those that say that there is none. Connections are made when first
    /// needed,
    /// and last as long as the process.
    public static BlockingBackends open(BackendAddresses backends, FanOut fanOut) {
        BlockingUpstream upstream = backends.upstream()
                .<BlockingUpstream>map(address -> new SocketUpstream(address, backends.upstreamPool()))
                .orElse(BlockingUpstream.NONE);
        BlockingDatabase database = backends.database()
                .<BlockingDatabase>map(
                        url -> new JdbcDatabase(url, backends.databasePool(), JdbcDatabase.CONNECT_WITHIN))
                .orElse(BlockingDatabase.NONE);
        return new BlockingBackends(upstream, database, fanOut);
    }
}

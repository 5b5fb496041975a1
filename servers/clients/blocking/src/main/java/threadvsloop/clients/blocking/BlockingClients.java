package threadvsloop.clients.blocking;

import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingNeighbours;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.Neighbourhood;

/// The neighbours of a server whose threads wait.
public final class BlockingClients {
    private BlockingClients() {}

    /// Clients of what there is; of the rest, those that say that there is none. Connections are made when first
    /// needed,
    /// and last as long as the process.
    public static BlockingNeighbours open(Neighbourhood neighbourhood, FanOut fanOut) {
        BlockingUpstream upstream = neighbourhood
                .upstream()
                .<BlockingUpstream>map(address -> new SocketUpstream(address, neighbourhood.upstreamPool()))
                .orElse(BlockingUpstream.NONE);
        BlockingDatabase database = neighbourhood
                .database()
                .<BlockingDatabase>map(
                        url -> new JdbcDatabase(url, neighbourhood.databasePool(), JdbcDatabase.CONNECT_WITHIN))
                .orElse(BlockingDatabase.NONE);
        return new BlockingNeighbours(upstream, database, fanOut);
    }
}

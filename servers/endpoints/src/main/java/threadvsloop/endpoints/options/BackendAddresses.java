package threadvsloop.endpoints.options;

import java.util.Optional;

/// Where the backends of a server are, and how many connections it may have to each at once.
public record BackendAddresses(
        Optional<HostPort> upstream, int upstreamPool, Optional<DatabaseUrl> database, int databasePool) {

    public static BackendAddresses of(Options options) throws UsageException {
        return new BackendAddresses(
                options.get(Option.UPSTREAM),
                options.get(Option.UPSTREAM_POOL),
                options.get(Option.DATABASE),
                options.get(Option.DATABASE_POOL));
    }
}

package threadvsloop.endpoints.options;

import java.util.Optional;

/// Where the neighbours of a server are, and how many connections it may have to each at once.
public record Neighbourhood(
        Optional<HostPort> upstream, int upstreamPool, Optional<DatabaseUrl> database, int databasePool) {

    public static Neighbourhood of(Options options) throws UsageException {
        return new Neighbourhood(
                options.get(Option.UPSTREAM),
                options.get(Option.UPSTREAM_POOL),
                options.get(Option.DATABASE),
                options.get(Option.DATABASE_POOL));
    }
}

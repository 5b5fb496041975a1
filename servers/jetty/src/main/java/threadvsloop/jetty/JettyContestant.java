package threadvsloop.jetty;

import java.io.IOException;
import java.util.List;
import threadvsloop.clients.blocking.BlockingClients;
import threadvsloop.endpoints.BlockingNeighbours;
import threadvsloop.endpoints.Contestant;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.Neighbourhood;
import threadvsloop.endpoints.Option;
import threadvsloop.endpoints.Options;
import threadvsloop.endpoints.PoolSize;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.Timeouts;
import threadvsloop.endpoints.UsageException;

/// `jetty` and `jetty-virtual`, by the option `--threads`.
final class JettyContestant implements Contestant {
    private static final Option<Threads> THREADS =
            new Option<>("--threads", "virtual, or " + PoolSize.form(Threads.MIN_POOL), "pool:200", Threads::parse);

    @Override
    public List<Option<?>> options() {
        return Option.commonAnd(THREADS);
    }

    @Override
    public String id(Options options) throws UsageException {
        return switch (options.get(THREADS)) {
            case Threads.Pool _ -> "jetty";
            case Threads.Virtual _ -> "jetty-virtual";
        };
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        Threads threads = options.get(THREADS);
        BlockingNeighbours neighbours = BlockingClients.open(Neighbourhood.of(options), threads.fanOut());
        return JettyServer.start(
                ListenAddress.of(options),
                threads,
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                neighbours,
                DiskFiles.in(options.get(Option.FILES)),
                identity);
    }
}

package threadvsloop.jetty;

import java.io.IOException;
import java.util.List;
import threadvsloop.clients.blocking.BlockingClients;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.PoolSize;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

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
        BlockingBackends backends = BlockingClients.open(BackendAddresses.of(options), threads.fanOut());
        return JettyServer.start(
                ListenAddress.of(options),
                threads,
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                backends,
                DiskFiles.in(options.get(Option.FILES)),
                identity);
    }
}

package threadvsloop.netty;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import threadvsloop.clients.vertx.AsyncClients;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

/// `netty`.
final class NettyContestant implements Contestant {

    /// By default one for each available core.
    private static final Option<Integer> LOOPS =
            Option.wholeNumber("--loops", 1, 1024, Runtime.getRuntime().availableProcessors());

    @Override
    public List<Option<?>> options() {
        return Option.commonAnd(LOOPS);
    }

    @Override
    public String id(Options options) {
        return "netty";
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        Transport transport = Transport.best();
        int loops = options.get(LOOPS);
        return NettyServer.start(
                ListenAddress.of(options),
                transport,
                loops,
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                backends(BackendAddresses.of(options), transport, loops),
                DiskFiles.in(options.get(Option.FILES)),
                identity);
    }

    static Function<ServerLoop, AsyncBackends> backends(BackendAddresses backends, Transport transport, int loops) {
        AsyncClients clients = AsyncClients.open(backends, loops);
        return loop -> clients.on(
                loop,
                loop.eventLoop,
                (upstream, bound) -> UpstreamConnector.pool(loop.eventLoop, transport, upstream, bound));
    }
}

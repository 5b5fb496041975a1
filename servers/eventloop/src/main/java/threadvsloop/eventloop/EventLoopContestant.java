package threadvsloop.eventloop;

import java.io.IOException;
import java.util.List;
import threadvsloop.clients.vertx.AsyncClients;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

/// `eventloop` with one loop, `eventloop-multi` with several.
final class EventLoopContestant implements Contestant {

    /// By default one for each available core.
    private static final Option<Integer> LOOPS =
            Option.wholeNumber("--loops", 1, 1024, Runtime.getRuntime().availableProcessors());

    @Override
    public List<Option<?>> options() {
        return Option.commonAnd(LOOPS, Handicap.BURN, Handicap.DELAY, ClientSockets.SEND_BUFFER);
    }

    @Override
    public String id(Options options) throws UsageException {
        return options.get(LOOPS) == 1 ? "eventloop" : "eventloop-multi";
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        int loops = options.get(LOOPS);
        DiskFiles files = DiskFiles.in(options.get(Option.FILES));
        Handicap handicap = Handicap.of(options);
        AsyncClients clients = AsyncClients.open(BackendAddresses.of(options), loops);
        Application application = (loop, stats) -> {
            Handler endpoints = new AsyncEndpoints(loop, backends(clients, loop), files, identity, stats)::answer;
            return Handicapped.with(handicap, endpoints, loop);
        };
        return EventLoopServer.start(
                ListenAddress.of(options),
                loops,
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                ClientSockets.of(options),
                identity.contestant(),
                application);
    }

    private static AsyncBackends backends(AsyncClients clients, EventLoop loop) {
        return clients.on(loop, loop::execute, (upstream, bound) -> UpstreamConnector.pool(loop, upstream, bound));
    }
}

package threadvsloop.undertow;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import threadvsloop.clients.blocking.BlockingClients;
import threadvsloop.clients.vertx.AsyncClients;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.PoolSize;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;

/// `undertow-worker` and `undertow-io`, by the option `--threads`.
final class UndertowContestant implements Contestant {
    private static final Option<Handling> THREADS =
            new Option<>("--threads", "io, or " + PoolSize.form(1), "pool:200", Handling::parse);

    /// I/O threads; by default one for each available core.
    private static final Option<Integer> LOOPS =
            Option.wholeNumber("--loops", 1, 1024, Runtime.getRuntime().availableProcessors());

    @Override
    public List<Option<?>> options() {
        return Option.commonAnd(THREADS, LOOPS);
    }

    @Override
    public String id(Options options) throws UsageException {
        return switch (options.get(THREADS)) {
            case Handling.IoThreads _ -> "undertow-io";
            case Handling.Workers _ -> "undertow-worker";
        };
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        Handling handling = options.get(THREADS);
        int ioThreads = options.get(LOOPS);
        DiskFiles files = DiskFiles.in(options.get(Option.FILES));
        BackendAddresses backends = BackendAddresses.of(options);
        ExecutorService offloadPool = OffloadPool.start(options.get(Option.OFFLOAD));
        Application.Factory factory = switch (handling) {
            case Handling.IoThreads _ -> inIoThreads(AsyncClients.open(backends, ioThreads), files, identity);
            case Handling.Workers _ ->
                inWorkers(BlockingClients.open(backends, FanOut.platform()), offloadPool, files, identity);
        };
        return UndertowServer.start(
                ListenAddress.of(options),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                identity.contestant(),
                handling,
                ioThreads,
                offloadPool,
                factory);
    }

    static Application.Factory inIoThreads(AsyncClients clients, DiskFiles files, Identity identity) {
        return (loops, stats) -> new LoopApplication(loops.stream()
                .map(loop -> new AsyncEndpoints(loop, backends(clients, loop), files, identity, stats))
                .toList());
    }

    private static AsyncBackends backends(AsyncClients clients, IoLoop loop) {
        return clients.on(loop, loop::execute, (upstream, bound) -> UpstreamConnector.pool(loop, upstream, bound));
    }

    static Application.Factory inWorkers(
            BlockingBackends backends, ExecutorService offloadPool, DiskFiles files, Identity identity) {
        return (_, stats) -> new WorkerApplication(
                new BlockingEndpoints(new WorkerRuntime(offloadPool), backends, files, identity, stats));
    }
}

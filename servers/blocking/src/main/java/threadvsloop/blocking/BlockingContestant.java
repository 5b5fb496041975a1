package threadvsloop.blocking;

import java.io.IOException;
import java.util.List;
import threadvsloop.clients.blocking.BlockingClients;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.PoolSize;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

/// `blocking-platform`, `blocking-virtual`, `blocking-pool` and `blocking-spawn`, by the option `--threads`.
final class BlockingContestant implements Contestant {
    private static final Option<Threads> THREADS = new Option<>(
            "--threads", "platform, virtual, " + PoolSize.form(1) + ", or spawn", "platform", Threads::parse);

    private static final Option<BlockingWay> BLOCK =
            new Option<>("--block", "sleep or native", "sleep", BlockingWay::parse);

    @Override
    public List<Option<?>> options() {
        return Option.commonAnd(THREADS, BLOCK, Handicap.BURN, Handicap.DELAY, ClientSockets.SEND_BUFFER);
    }

    @Override
    public String id(Options options) throws UsageException {
        return switch (options.get(THREADS)) {
            case Threads.Platform _ -> "blocking-platform";
            case Threads.Virtual _ -> "blocking-virtual";
            case Threads.Pool _ -> "blocking-pool";
            case Threads.Spawn _ -> "blocking-spawn";
        };
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        Threads threads = options.get(THREADS);
        Settings settings = new Settings(
                threads,
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                ClientSockets.of(options),
                Handicap.of(options),
                options.get(BLOCK).nativeSleep());
        BlockingBackends backends = BlockingClients.open(BackendAddresses.of(options), threads.fanOut());
        return BlockingServer.start(
                ListenAddress.of(options), settings, backends, DiskFiles.in(options.get(Option.FILES)), identity);
    }
}

package threadvsloop.blocking;

import java.io.IOException;
import java.util.List;
import threadvsloop.endpoints.Contestant;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.Option;
import threadvsloop.endpoints.Options;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.Timeouts;
import threadvsloop.endpoints.UsageException;

/// `blocking-platform`, `blocking-virtual`, `blocking-pool` and `blocking-spawn`, by the option `--threads`.
final class BlockingContestant implements Contestant {
    private static final Option<Threads> THREADS = new Option<>(
            "--threads", "platform, virtual, pool:N with N from 1 to 65535, or spawn", "platform", Threads::parse);

    @Override
    public List<Option<?>> options() {
        return List.of(
                Option.HOST,
                Option.PORT,
                Option.BACKLOG,
                Option.IDLE_TIMEOUT,
                THREADS,
                Option.OFFLOAD,
                Option.CONTESTANT);
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
        Timeouts timeouts = Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT));
        return BlockingServer.start(
                ListenAddress.of(options), options.get(THREADS), options.get(Option.OFFLOAD), timeouts, identity);
    }
}

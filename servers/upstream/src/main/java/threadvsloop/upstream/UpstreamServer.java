package threadvsloop.upstream;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.LagHistogram;
import threadvsloop.endpoints.server.RunningServer;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.eventloop.EventLoop;
import threadvsloop.eventloop.EventLoopServer;
import threadvsloop.eventloop.Handler;
import threadvsloop.http.Method;
import threadvsloop.http.Response;

/// Answers what any contestant answers; but `/wait/{ms}` waits for a time of a distribution with that mean, `/stats`
/// tells
/// how late waits ended, and `POST /stats/reset` starts these numbers anew.
final class UpstreamServer implements Contestant {
    private static final Option<Delay> DELAY = new Option<>("--delay", Delay.FORM, "fixed", Delay::parse);
    private static final Option<Long> SEED = new Option<>("--seed", "a whole number", "1", UpstreamServer::seed);
    private static final Option<Integer> LOOPS = Option.wholeNumber("--loops", 1, 1024, 1);
    private static final String RESET_PATH = "/stats/reset";
    private static final Response RESET = Response.ok("reset");

    private final List<DelayingRuntime> runtimes = new CopyOnWriteArrayList<>();

    private static long seed(String text) {
        // Java's own reader takes the digits of all scripts.
        if (!text.matches("-?[0-9]{1,19}")) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }

    @Override
    public List<Option<?>> options() {
        return Option.commonAnd(DELAY, SEED, LOOPS);
    }

    @Override
    public String id(Options options) {
        return "upstream";
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        Delay delay = options.get(DELAY);
        long seed = options.get(SEED);
        DiskFiles files = DiskFiles.in(options.get(Option.FILES));
        return EventLoopServer.start(
                ListenAddress.of(options),
                options.get(LOOPS),
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                ClientSockets.AS_THE_SYSTEM_HAS_THEM,
                identity.contestant(),
                (loop, stats) -> handler(loop, stats, delay, seed, files, identity));
    }

    private Handler handler(
            EventLoop loop, Supplier<Stats> stats, Delay delay, long seed, DiskFiles files, Identity identity) {
        DelayingRuntime runtime = new DelayingRuntime(loop, delay, seed + runtimes.size());
        runtimes.add(runtime);
        AsyncBackends none = AsyncBackends.none(then -> loop.sleep(0, then));
        AsyncEndpoints endpoints = new AsyncEndpoints(runtime, none, files, identity, () -> withLateness(stats.get()));
        return (request, answer) -> {
            if (request.method() == Method.POST && CharSequence.compare(request.path(), RESET_PATH) == 0) {
                runtimes.forEach(DelayingRuntime::requestReset);
                answer.complete(RESET);
            } else {
                endpoints.answer(request, answer);
            }
        };
    }

    private Stats withLateness(Stats stats) {
        int now = runtimes.stream().mapToInt(DelayingRuntime::waiting).sum();
        int max = runtimes.stream().mapToInt(DelayingRuntime::maxWaiting).sum();
        return new Stats(
                stats.requests(),
                stats.disconnects(),
                new Stats.Level(now, max),
                stats.connections(),
                stats.loopLag(),
                LagHistogram.quantiles(
                        runtimes.stream().map(DelayingRuntime::lateness).toList()),
                stats.writes());
    }
}

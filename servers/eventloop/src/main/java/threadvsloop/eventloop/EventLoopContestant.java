package threadvsloop.eventloop;

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

/// `eventloop` with one loop, `eventloop-multi` with several.
final class EventLoopContestant implements Contestant {

    /// By default one for each available core.
    private static final Option<Integer> LOOPS =
            Option.wholeNumber("--loops", 1, 1024, Runtime.getRuntime().availableProcessors());

    @Override
    public List<Option<?>> options() {
        return List.of(
                Option.HOST,
                Option.PORT,
                Option.BACKLOG,
                Option.IDLE_TIMEOUT,
                LOOPS,
                Option.OFFLOAD,
                Option.CONTESTANT);
    }

    @Override
    public String id(Options options) throws UsageException {
        return options.get(LOOPS) == 1 ? "eventloop" : "eventloop-multi";
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        Timeouts timeouts = Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT));
        return EventLoopServer.start(
                ListenAddress.of(options), options.get(LOOPS), options.get(Option.OFFLOAD), timeouts, identity);
    }
}

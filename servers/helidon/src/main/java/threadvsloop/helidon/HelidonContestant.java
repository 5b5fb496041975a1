package threadvsloop.helidon;

import java.io.IOException;
import java.util.List;
import threadvsloop.clients.blocking.BlockingClients;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Contestant;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

/// `helidon`, which has no options of its own.
final class HelidonContestant implements Contestant {

    @Override
    public List<Option<?>> options() {
        return Option.COMMON;
    }

    @Override
    public String id(Options options) {
        return "helidon";
    }

    @Override
    public RunningServer start(Options options, Identity identity) throws UsageException, IOException {
        BlockingBackends backends = BlockingClients.open(BackendAddresses.of(options), FanOut.virtual());
        return HelidonServer.start(
                ListenAddress.of(options),
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                backends,
                DiskFiles.in(options.get(Option.FILES)),
                identity);
    }
}

package threadvsloop.helidon;

import java.io.IOException;
import java.util.List;
import threadvsloop.clients.blocking.BlockingClients;
import threadvsloop.endpoints.BlockingNeighbours;
import threadvsloop.endpoints.Contestant;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.FanOut;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.Neighbourhood;
import threadvsloop.endpoints.Option;
import threadvsloop.endpoints.Options;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.Timeouts;
import threadvsloop.endpoints.UsageException;

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
        BlockingNeighbours neighbours = BlockingClients.open(Neighbourhood.of(options), FanOut.virtual());
        return HelidonServer.start(
                ListenAddress.of(options),
                options.get(Option.OFFLOAD),
                Timeouts.withIdle(options.get(Option.IDLE_TIMEOUT)),
                neighbours,
                DiskFiles.in(options.get(Option.FILES)),
                identity);
    }
}

package threadvsloop.helidon;

import java.util.Map;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

class HelidonServerTest extends ServerBehaviour {

    @Override
    protected RunningServer start(Timeouts timeouts) throws Exception {
        return HelidonServer.start(
                new ListenAddress("127.0.0.1", 0, 128),
                2,
                timeouts,
                new BlockingBackends(BlockingUpstream.NONE, BlockingDatabase.NONE, FanOut.virtual()),
                TestFiles.get(),
                Identity.ofThisProcess("helidon", Map.of()));
    }
}

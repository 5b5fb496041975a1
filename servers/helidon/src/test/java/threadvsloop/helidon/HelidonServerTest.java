package threadvsloop.helidon;

import java.util.Map;
import threadvsloop.endpoints.BlockingDatabase;
import threadvsloop.endpoints.BlockingNeighbours;
import threadvsloop.endpoints.BlockingUpstream;
import threadvsloop.endpoints.FanOut;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.Timeouts;

class HelidonServerTest extends ServerBehaviour {

    @Override
    protected RunningServer start(Timeouts timeouts) throws Exception {
        return HelidonServer.start(
                new ListenAddress("127.0.0.1", 0, 128),
                2,
                timeouts,
                new BlockingNeighbours(BlockingUpstream.NONE, BlockingDatabase.NONE, FanOut.virtual()),
                TestFiles.get(),
                Identity.ofThisProcess("helidon", Map.of()));
    }
}

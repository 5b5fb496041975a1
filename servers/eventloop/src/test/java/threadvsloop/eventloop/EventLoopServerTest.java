package threadvsloop.eventloop;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.endpoints.AsyncNeighbours;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.Timeouts;

class EventLoopServerTest {

    static EventLoopServer start(int loops, Timeouts timeouts) throws Exception {
        Identity identity = Identity.ofThisProcess("eventloop", Map.of());
        DiskFiles files = TestFiles.get();
        Application application = (loop, stats) -> {
            AsyncNeighbours none =
                    new AsyncNeighbours(AsyncNeighbours.noUpstream(loop), AsyncNeighbours.noDatabase(loop));
            return new AsyncEndpoints(loop, none, files, identity, stats)::answer;
        };
        return EventLoopServer.start(
                new ListenAddress("127.0.0.1", 0, 128), loops, 2, timeouts, identity.contestant(), application);
    }

    @Nested
    class OneLoop extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return EventLoopServerTest.start(1, timeouts);
        }
    }

    @Nested
    class ThreeLoops extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return EventLoopServerTest.start(3, timeouts);
        }
    }
}

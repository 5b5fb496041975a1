package threadvsloop.eventloop;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.Timeouts;

class EventLoopServerTest {

    static EventLoopServer start(int loops, Timeouts timeouts) throws Exception {
        Identity identity = Identity.ofThisProcess("eventloop", Map.of());
        return EventLoopServer.start(new ListenAddress("127.0.0.1", 0, 128), loops, 2, timeouts, identity);
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

package threadvsloop.eventloop;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.OwnServerBehaviour;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

class EventLoopServerTest {

    static EventLoopServer start(int loops, Timeouts timeouts) throws Exception {
        return start(loops, timeouts, ClientSockets.AS_THE_SYSTEM_HAS_THEM, Handicap.NONE);
    }

    static EventLoopServer start(int loops, Timeouts timeouts, ClientSockets sockets, Handicap handicap)
            throws Exception {
        Identity identity = Identity.ofThisProcess("eventloop", Map.of());
        DiskFiles files = TestFiles.get();
        Application application = (loop, stats) -> {
            AsyncBackends none = AsyncBackends.none(then -> loop.sleep(0, then));
            Handler endpoints = new AsyncEndpoints(loop, none, files, identity, stats)::answer;
            return Handicapped.with(handicap, endpoints, loop);
        };
        return EventLoopServer.start(
                new ListenAddress("127.0.0.1", 0, 128),
                loops,
                2,
                timeouts,
                sockets,
                identity.contestant(),
                application);
    }

    @Nested
    class OneLoop extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return EventLoopServerTest.start(1, timeouts);
        }
    }

    @Nested
    class OneLoopToldMore extends OwnServerBehaviour {
        @Override
        protected RunningServer start(ClientSockets sockets, Handicap handicap) throws Exception {
            return EventLoopServerTest.start(1, Timeouts.withIdle(Duration.ZERO), sockets, handicap);
        }

        /// What the socket has no room for is left to a later call.
        @Override
        protected int fewestWritesOfALargeBody() {
            return 2;
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

package threadvsloop.undertow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Nested;
import threadvsloop.clients.vertx.AsyncClients;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;

class UndertowServerTest {

    static UndertowServer start(Handling handling, int ioThreads, Timeouts timeouts) throws Exception {
        Identity identity = Identity.ofThisProcess("undertow", Map.of());
        DiskFiles files = TestFiles.get();
        ExecutorService offloadPool = OffloadPool.start(2);
        Application.Factory factory = switch (handling) {
            case Handling.IoThreads _ ->
                UndertowContestant.inIoThreads(
                        AsyncClients.open(new BackendAddresses(Optional.empty(), 1, Optional.empty(), 1), ioThreads),
                        files,
                        identity);
            case Handling.Workers _ ->
                UndertowContestant.inWorkers(
                        new BlockingBackends(BlockingUpstream.NONE, BlockingDatabase.NONE, FanOut.platform()),
                        offloadPool,
                        files,
                        identity);
        };
        return UndertowServer.start(
                new ListenAddress("127.0.0.1", 0, 128),
                timeouts,
                identity.contestant(),
                handling,
                ioThreads,
                offloadPool,
                factory);
    }

    @Nested
    class OneIoThread extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return UndertowServerTest.start(new Handling.IoThreads(), 1, timeouts);
        }
    }

    @Nested
    class ThreeIoThreads extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return UndertowServerTest.start(new Handling.IoThreads(), 3, timeouts);
        }
    }

    @Nested
    class Workers extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return UndertowServerTest.start(new Handling.Workers(200), 2, timeouts);
        }
    }
}

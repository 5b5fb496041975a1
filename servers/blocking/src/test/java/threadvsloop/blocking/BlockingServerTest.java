package threadvsloop.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.OwnServerBehaviour;
import threadvsloop.endpoints.RawClient;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

class BlockingServerTest {

    static BlockingServer start(String threads, Timeouts timeouts) throws Exception {
        return start(Settings.plain(Threads.parse(threads), 2, timeouts));
    }

    static BlockingServer start(Settings settings) throws Exception {
        Identity identity = Identity.ofThisProcess("blocking", Map.of());
        BlockingBackends none = new BlockingBackends(
                BlockingUpstream.NONE, BlockingDatabase.NONE, settings.threads().fanOut());
        return BlockingServer.start(new ListenAddress("127.0.0.1", 0, 128), settings, none, TestFiles.get(), identity);
    }

    @Nested
    class OnPlatformThreads extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return BlockingServerTest.start("platform", timeouts);
        }
    }

    @Nested
    class OnVirtualThreads extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return BlockingServerTest.start("virtual", timeouts);
        }
    }

    @Nested
    class OnAThreadForEachRequest extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return BlockingServerTest.start("spawn", timeouts);
        }
    }

    /// What the socket has no room for is waited for within the call, at least on platform threads.
    abstract static class ToldMore extends OwnServerBehaviour {
        private final String threads;

        ToldMore(String threads) {
            this.threads = threads;
        }

        @Override
        protected RunningServer start(ClientSockets sockets, Handicap handicap) throws Exception {
            return BlockingServerTest.start(new Settings(
                    Threads.parse(threads), 2, Timeouts.withIdle(Duration.ZERO), sockets, handicap, Optional.empty()));
        }

        @Override
        protected int fewestWritesOfALargeBody() {
            return 1;
        }
    }

    @Nested
    class OnPlatformThreadsToldMore extends ToldMore {
        OnPlatformThreadsToldMore() {
            super("platform");
        }
    }

    @Nested
    class OnVirtualThreadsToldMore extends ToldMore {
        OnVirtualThreadsToldMore() {
            super("virtual");
        }
    }

    @Test
    void aPoolServesAsManyConnectionsAsItHasThreads() throws Exception {
        BlockingServer server = start("pool:1", Timeouts.withIdle(Duration.ZERO));
        try (RawClient first = new RawClient(server.port())) {
            assertThat(first.ask("/plaintext").status()).isEqualTo(200);
            try (RawClient second = new RawClient(server.port())) {
                second.send(RawClient.get("/json"));
                // The first, though idle, keeps the only thread, and is served on; the second is accepted some time.
                int asked = 2;
                String stats = first.ask("/stats").body();
                while (!stats.contains("\"connections\":{\"now\":2")) {
                    asked++;
                    stats = first.ask("/stats").body();
                }
                assertThat(stats).contains("\"requests\":" + asked + ",");
                first.reset();
                assertThat(second.answer().status()).isEqualTo(200);
            }
        } finally {
            server.stop(Duration.ZERO);
        }
    }
}

package threadvsloop.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadvsloop.endpoints.BlockingDatabase;
import threadvsloop.endpoints.BlockingNeighbours;
import threadvsloop.endpoints.BlockingUpstream;
import threadvsloop.endpoints.Identity;
import threadvsloop.endpoints.ListenAddress;
import threadvsloop.endpoints.RawClient;
import threadvsloop.endpoints.RunningServer;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.Timeouts;

class BlockingServerTest {

    static BlockingServer start(String threads, Timeouts timeouts) throws Exception {
        Identity identity = Identity.ofThisProcess("blocking", Map.of());
        Threads kind = Threads.parse(threads);
        BlockingNeighbours none = new BlockingNeighbours(BlockingUpstream.NONE, BlockingDatabase.NONE, kind.fanOut());
        return BlockingServer.start(
                new ListenAddress("127.0.0.1", 0, 128), kind, 2, timeouts, none, TestFiles.get(), identity);
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

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
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

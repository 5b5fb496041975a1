package threadvsloop.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.endpoints.server.RunningServer;

/// What the project's own servers can be told to do besides, seen from the client's end.
@Execution(ExecutionMode.CONCURRENT)
public abstract class OwnServerBehaviour {
    private static final int LARGE_BYTES = 16 * 1024 * 1024;

    /// Starts the server under test on a free port.
    protected abstract RunningServer start(ClientSockets sockets, Handicap handicap) throws Exception;

    /// What is done with a running server, through one connection.
    private interface Conversation {
        void hold(RawClient client) throws Exception;
    }

    private void with(ClientSockets sockets, Handicap handicap, Conversation conversation) throws Exception {
        RunningServer server = start(sockets, handicap);
        try (RawClient client = new RawClient(server.port())) {
            conversation.hold(client);
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    private static long writes(RawClient client) throws Exception {
        return Long.parseLong(client.ask("/stats").body().replaceAll(".*\"writes\":(\\d+).*", "$1"));
    }

    @Test
    void holdsEveryAnswerBackForItsDelay() throws Exception {
        long delayNs = 30_500_000;
        with(ClientSockets.AS_THE_SYSTEM_HAS_THEM, new Handicap(null, delayNs), client -> {
            for (String path : new String[] {"/plaintext", "/bytes/100000", "/nowhere", "/wait/0", "/offload/0"}) {
                long from = System.nanoTime();
                assertThat(client.ask(path).body()).isNotEmpty();
                assertThat(System.nanoTime() - from).as(path).isGreaterThanOrEqualTo(delayNs);
            }
        });
    }

    @Test
    void keepsDelayedAnswersAsTheyWereAndInOrder() throws Exception {
        with(ClientSockets.AS_THE_SYSTEM_HAS_THEM, new Handicap(null, 2_000_000), client -> {
            client.send(RawClient.post("/echo", "first") + RawClient.post("/echo", "second") + RawClient.get("/json"));
            assertThat(client.answer().body()).isEqualTo("first");
            assertThat(client.answer().body()).isEqualTo("second");
            assertThat(client.answer().body()).startsWith("{");
        });
    }

    @Test
    void worksBeforeEveryAnswer() throws Exception {
        AtomicInteger times = new AtomicInteger();
        with(ClientSockets.AS_THE_SYSTEM_HAS_THEM, new Handicap(times::incrementAndGet, 0), client -> {
            int asked = 0;
            for (String path : new String[] {"/plaintext", "/nowhere", "/wait/1", "/deep/100/1"}) {
                client.ask(path);
                assertThat(times).hasValue(++asked);
            }
        });
    }

    @Test
    void countsItsWrites() throws Exception {
        with(ClientSockets.AS_THE_SYSTEM_HAS_THEM, Handicap.NONE, client -> {
            // The count is taken before its own answer is written.
            assertThat(writes(client)).isZero();
            assertThat(writes(client)).isEqualTo(1);
            client.send(RawClient.get("/plaintext") + RawClient.get("/json"));
            client.answer();
            client.answer();
            // Pipelined requests that arrive together are answered together.
            assertThat(writes(client)).isBetween(3L, 4L);
        });
    }

    @Test
    void sendsAllOfALargeBodyThroughASmallSendBuffer() throws Exception {
        with(new ClientSockets(8192), Handicap.NONE, client -> {
            long before = writes(client);
            assertThat(client.ask("/bytes/" + LARGE_BYTES).body()).hasSize(LARGE_BYTES);
            assertThat(writes(client) - before).isGreaterThanOrEqualTo(fewestWritesOfALargeBody() + 1);
        });
    }

    /// How many calls of the system 16 MiB take at least, when a socket has no room for so much at once.
    protected abstract int fewestWritesOfALargeBody();
}

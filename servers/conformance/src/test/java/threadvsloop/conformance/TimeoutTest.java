package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// How long a server waits for a client: ten seconds for headers and for more of a body, for ever when idle unless
/// told.
///
/// Lower bounds are the contract's. There are no upper ones but the client's own patience, which is [RawConnection]'s.
@EveryContestant
class TimeoutTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration AT_LEAST = LIMIT.minusMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration BEYOND_LIMIT = LIMIT.plusMillis(1_500);

    private final Contestant contestant;

    TimeoutTest(Contestant contestant) {
        this.contestant = contestant;
    }

    @Test
    void slowClients() throws Exception {
        ServerProcess server = ServerProcess.shared(contestant);
        Together.run(List.of(
                refused(server, "GET /plaintext HTTP/1.1\r\nHost: confor", ""),
                refused(server, "G", ""),
                // a byte now and then does not buy time for the headers
                refused(server, "GET /plaintext HTTP/1.1\r\nHost: conformance\r\nX-Slow: ", "x".repeat(40)),
                refused(server, Requests.of("POST", "/echo", "Content-Length: 5\r\n") + "Hell", ""),
                refused(server, Requests.chunked("/echo", "5\r\nHel"), ""),
                refused(server, Requests.of("POST", "/nothing", "Content-Length: 5\r\n"), ""),
                refusedAfterAnAnswer(server),
                slowBodyThatNeverStalls(server),
                servedAfterSilence(server, ""),
                servedAfterSilence(server, Requests.get("/plaintext"))));
    }

    /// Of a request that is refused before it is complete, HEAD may be all that is known.
    @Test
    void aSlowHeadIsRefusedWithoutABody() throws Exception {
        assumeTrue(Catalogue.ownServers().contains(contestant), "asked of the project's own servers alone");
        ServerProcess server = ServerProcess.shared(contestant);
        Together.run(List.of(
                refusedHead(server, "HEAD"),
                refusedHead(server, "HEAD /plaintext HTTP/1.1\r\nHost: confor"),
                refusedHead(server, Requests.of("HEAD", "/plaintext", "Content-Length: 5\r\n") + "Hell")));
    }

    private Callable<Void> refusedHead(ServerProcess server, String start) {
        return () -> {
            try (RawConnection connection = server.connect()) {
                Answer answer = connection.send(start).answerToHead();
                assertThat(answer.assertHeadersOf(contestant).status()).isEqualTo(408);
                connection.assertClosed();
            }
            return null;
        };
    }

    @Test
    void idleConnectionsAreClosedWhenAskedTo() throws Exception {
        try (ServerProcess server = ServerProcess.start(contestant, "--idle-timeout", "3s")) {
            Together.run(List.of(
                    closedWhenIdle(server, ""),
                    closedWhenIdle(server, Requests.get("/plaintext")),
                    busyNotIdle(server)));
        }
    }

    /// Sends `start` at once and each byte of `dribble` half a second after the one before; expects 408.
    private Callable<Void> refused(ServerProcess server, String start, String dribble) {
        return () -> {
            try (RawConnection connection = server.connect()) {
                long from = System.nanoTime();
                connection.send(start);
                Thread dribbler = Thread.startVirtualThread(() -> dribble(connection, dribble, 500));
                connection.answer().assertRefusal(408, contestant);
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(AT_LEAST);
                connection.assertClosed();
                dribbler.interrupt();
                dribbler.join();
            }
            return null;
        };
    }

    private Callable<Void> refusedAfterAnAnswer(ServerProcess server) {
        return () -> {
            try (RawConnection connection = server.connect()) {
                assertThat(connection.get("/plaintext").status()).isEqualTo(200);
                connection.send("GET /plaintext HTTP/1.1\r\n");
                connection.answer().assertRefusal(408, contestant);
                connection.assertClosed();
            }
            return null;
        };
    }

    /// Takes longer than the limit in all, but never stalls.
    private static Callable<Void> slowBodyThatNeverStalls(ServerProcess server) {
        return () -> {
            try (RawConnection connection = server.connect()) {
                connection.send(Requests.of("POST", "/echo", "Content-Length: 4\r\n"));
                dribble(connection, "slow", BEYOND_LIMIT.toMillis() / 4);
                assertThat(connection.answer().text()).isEqualTo("slow");
            }
            return null;
        };
    }

    private static Callable<Void> servedAfterSilence(ServerProcess server, String before) {
        return () -> {
            try (RawConnection connection = server.connect()) {
                connection.send(before);
                if (!before.isEmpty()) assertThat(connection.answer().status()).isEqualTo(200);
                Thread.sleep(BEYOND_LIMIT);
                assertThat(connection.get("/json").status()).isEqualTo(200);
            }
            return null;
        };
    }

    private static Callable<Void> closedWhenIdle(ServerProcess server, String before) {
        return () -> {
            long from = System.nanoTime();
            try (RawConnection connection = server.connect()) {
                connection.send(before);
                if (!before.isEmpty()) assertThat(connection.answer().status()).isEqualTo(200);
                connection.assertClosed();
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(IDLE.minusMillis(100));
            }
            return null;
        };
    }

    /// A connection whose request is being served is not idle, however long that takes.
    private static Callable<Void> busyNotIdle(ServerProcess server) {
        return () -> {
            try (RawConnection connection = server.connect()) {
                assertThat(connection.get("/wait/4500").text()).isEqualTo("waited");
                assertThat(connection.get("/plaintext").text()).isEqualTo("Hello, World!");
            }
            return null;
        };
    }

    /// Until all is sent, the server has closed, or the thread is interrupted.
    private static void dribble(RawConnection connection, String bytes, long pauseMs) {
        try {
            for (int i = 0; i < bytes.length(); i++) {
                Thread.sleep(pauseMs);
                connection.send(bytes.substring(i, i + 1));
            }
        } catch (IOException | InterruptedException _) {
            // what came back instead is for the reader to judge
        }
    }
}

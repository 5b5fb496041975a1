package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Connections that write at a bounded rate beside a load.
@Execution(ExecutionMode.CONCURRENT)
class SlowWritersTest {
    private static final String TIMEOUT =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    /// 2,000 bytes of body at 10,000 bytes/s are five pieces of 500 with the head: four pauses of 50 ms.
    @Test
    void aRequestTakesItsSizeByTheRateAndArrivesWhole() throws Exception {
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        try (TruthServer server = TruthServer.start((_, call) -> {
            if (call.head().startsWith("POST")) {
                lengths.add(call.bodyBytes());
            }
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(4)
                    .slowWriters(new SlowWriters(2, RequestSpec.post("/slow", 2_000), 10_000))
                    .open(Arrivals.CONSTANT, 100)
                    .measurementMs(2_000)
                    .timeoutMs(20_000)
                    .run();

            KindResult slow = result.kinds().getLast();
            assertThat(slow.manner()).isEqualTo(KindResult.Manner.SLOW_WRITERS);
            assertThat(slow.kind().name()).isEqualTo(SlowWriters.NAME);
            assertThat(slow.fastestAnswerNs()).isGreaterThanOrEqualTo(200_000_000L);
            assertThat(slow.answeredEarly()).isZero();
            assertThat(slow.outcomes()).containsKey(Outcome.ANSWERED_2XX);
            assertThat(slow.response().getTotalCount() + slow.failed().getTotalCount())
                    .isEqualTo(slow.requests());
            assertThat(lengths).isNotEmpty().containsOnly(2_000);
            // Of at most 10,000 each, and 500 more for each request that began.
            assertThat(slow.sentBytesPerSecond()).isBetween(1_000.0, 20_000.0 + 500 * (2 + slow.requests()) / 2.0);
            // In no total.
            assertThat(result.requests()).isEqualTo(200);
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 200L));
            assertThat(result.served()).isEqualTo(2);
            assertThat(result.audit().reasons())
                    .noneMatch(reason -> reason.contains("Little") || reason.contains("slow writers"));
        }
    }

    /// A server that loses patience while the request is being sent.
    @Test
    void anEarlyAnswerIsCountedAndEndsTheRequest() throws Exception {
        try (Impatient server = new Impatient(socket -> {
            socket.getOutputStream().write(TIMEOUT.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
        })) {
            LoadResult result = server.load();

            KindResult slow = result.kinds().getLast();
            long told = slow.outcomes().getOrDefault(Outcome.ANSWERED_4XX, 0L);
            assertThat(told).isGreaterThan(1);
            assertThat(slow.answeredEarly()).isEqualTo(told);
            assertThat(server.connections.get()).isGreaterThan(1);
            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(result.audit().findings())
                    .anyMatch(finding -> finding.contains(told + " were answered before they were sent whole"));
            assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("no good answer"));
        }
    }

    @Test
    void aResetIsCounted() throws Exception {
        try (Impatient server = new Impatient(socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            LoadResult result = server.load();

            KindResult slow = result.kinds().getLast();
            assertThat(slow.outcomes().getOrDefault(Outcome.RESET, 0L)).isPositive();
            assertThat(slow.answeredEarly()).isZero();
            assertThat(result.audit().findings()).anyMatch(finding -> finding.contains("reset"));
        }
    }

    /// What is still being written at the end is no error, and the drain does not wait the minute that it
    /// would take.
    @Test
    void theEndCutsThemOff() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(4)
                    .slowWriters(new SlowWriters(2, RequestSpec.post("/", 60_000), 1_000))
                    .open(Arrivals.CONSTANT, 50)
                    .measurementMs(500)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.kinds().getLast().outcomes()).containsExactly(Map.entry(Outcome.UNFINISHED, 2L));
            assertThat(result.requests()).isEqualTo(25);
            assertThat(result.audit().findings()).noneMatch(finding -> finding.contains("had no good answer"));
        }
    }

    /// Answers GET at once, and gives up a POST when 200 bytes of it have come.
    private static final class Impatient implements AutoCloseable {
        private interface Reaction {
            void on(Socket socket) throws IOException;
        }

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
        final AtomicInteger connections = new AtomicInteger();

        Impatient(Reaction reaction) throws IOException {
            Thread.ofPlatform().daemon().name("impatient").start(() -> accept(reaction));
        }

        LoadResult load() throws Exception {
            return Load.on(listener.getLocalPort())
                    .connections(3)
                    .slowWriters(new SlowWriters(1, RequestSpec.post("/slow", 5_000), 1_000))
                    .open(Arrivals.CONSTANT, 20)
                    .measurementMs(2_000)
                    .run();
        }

        private void accept(Reaction reaction) {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    connections.incrementAndGet();
                    open.put(socket, true);
                    Thread.ofVirtual().start(() -> serve(socket, reaction));
                }
            } catch (IOException e) {
                // The listener was closed: the server is at its end.
            }
        }

        private static void serve(Socket socket, Reaction reaction) {
            StringBuilder read = new StringBuilder();
            try {
                InputStream in = socket.getInputStream();
                for (int c = in.read(); c >= 0; c = in.read()) {
                    read.append((char) c);
                    if (read.toString().startsWith("POST") && read.length() == 200) {
                        reaction.on(socket);
                    } else if (read.toString().startsWith("GET")
                            && read.toString().endsWith("\r\n\r\n")) {
                        socket.getOutputStream().write(TruthServer.HELLO.getBytes(StandardCharsets.US_ASCII));
                        read.setLength(0);
                    }
                }
                socket.close();
            } catch (IOException e) {
                // The client has gone, or the server is closing; the client's view is what the tests look at.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (Socket socket : open.keySet()) {
                socket.close();
            }
        }
    }
}

package threadvsloop.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.cli.Tvl;

/// `tvl load` on a server that fails as its path says: `/good` takes 100 ms, `/half-reset` resets every other
/// connection's request at once, `/busy` answers 49 of 50 requests with 503 at once.
class LoadFailuresTest {
    private static final long GOOD_MS = 100;

    private final StringWriter out = new StringWriter();
    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket listener;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void objectivesAreNotMetByResets() throws Exception {
        int exit = load("/half-reset", "--rate", "40", "-c", "40", "-d", "2s", "--expect", "p50<50ms", "--json");

        JsonNode found = new ObjectMapper().readTree(out.toString());
        // A machine that is too busy to send in time makes it INVALID.
        assertThat(exit).isIn(ExitCode.MISSED, ExitCode.INVALID);
        assertThat(found.at("/objectives/0/met").asBoolean()).isFalse();
        assertThat(found.at("/responseNs/p50").asLong()).isGreaterThanOrEqualTo(GOOD_MS * 1_000_000 * 999 / 1_000);
        assertThat(found.at("/failures/requests").asLong())
                .isEqualTo(found.at("/outcomes/reset").asLong());
        assertThat(sum(found.required("outcomes")))
                .isEqualTo(found.required("requests").asLong());
    }

    @Test
    void objectivesAreNotMetByAnswersThatRefuse() throws Exception {
        int exit = load(
                "/busy",
                "--rate",
                "200",
                "--arrivals",
                "constant",
                "-c",
                "40",
                "-d",
                "2s",
                "--expect",
                "p50<50ms,mean<50ms,max<50s,service-p50<50ms",
                "--out",
                folder.resolve("busy").toString());

        // A machine that is too busy to send in time makes it INVALID.
        assertThat(exit).isIn(ExitCode.MISSED, ExitCode.INVALID);
        assertThat(out.toString())
                .containsPattern("MISSED  p50<50\\.000ms: p50 unknown: among the [0-9,]+ of 400 requests that failed")
                .contains("MISSED  mean<50.000ms", "MISSED  max<50000.000ms", "MISSED  service-p50<50.000ms")
                .containsPattern("all requests +failed +failed +failed +failed +failed +failed")
                .containsPattern("failed +39[0-9] of 400 requests");
        // Its CPU is for all that it did, not for the few good answers.
        JsonNode found = new ObjectMapper().readTree(folder.resolve("busy.json").toFile());
        assertThat(found.required("generatorCpuNsPerRequest").asDouble() * 400 / 2e9)
                .isLessThanOrEqualTo(found.required("generatorCpuShare").asDouble() * 1.5);
        assertThat(found.at("/failures/allNs/p50").isMissingNode()).isTrue();
        assertThat(sumOf("response", folder.resolve("busy.hlog")) + sumOf("failed", folder.resolve("busy.hlog")))
                .isEqualTo(400);
        assertThat(sumOf("response", folder.resolve("busy.hlog")))
                .isEqualTo(found.at("/outcomes/answered-2xx").asLong());
    }

    @Test
    void whatIsNotKnownIsNotPrinted() throws Exception {
        load("/good", "--rate", "10", "--arrivals", "constant", "-c", "10", "-d", "1s", "--json");

        JsonNode found = new ObjectMapper().readTree(out.toString());
        assertThat(found.required("requests").asLong()).isEqualTo(10);
        assertThat(found.at("/responseNs/p50").asLong()).isPositive();
        assertThat(found.at("/responseNs/max").asLong()).isPositive();
        for (String unknown : List.of("p99", "p999", "p9999")) {
            assertThat(found.at("/responseNs/" + unknown).isMissingNode())
                    .describedAs(unknown)
                    .isTrue();
        }
        assertThat(found.has("coordinatedOmissionGapNs")).isFalse();
    }

    @Test
    void rowsWithoutValuesAreAbsent() throws Exception {
        int exit = load("/reset", "--rate", "50", "-c", "10", "-d", "1s");

        assertThat(exit).isEqualTo(ExitCode.INVALID);
        assertThat(out.toString())
                .doesNotContainPattern("(?m)^  (response|service|first byte) +[0-9]")
                .doesNotContain("CPU per answer", "omission gap")
                .containsPattern("failed after +[0-9.]+");
    }

    /// Attempts to connect are no requests, and stand in a line of their own.
    @Test
    void outcomesAddUpToTheRequestsThoughConnectionsAreRefused() throws Exception {
        int exit = load(
                "/last",
                "--closed",
                "-c",
                "2",
                "-d",
                "3s",
                "--timeout",
                "2s",
                "--expect",
                "errors<1%,p50<50s",
                "--json");

        JsonNode found = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isEqualTo(ExitCode.INVALID);
        assertThat(sum(found.required("outcomes")))
                .isEqualTo(found.required("requests").asLong());
        assertThat(found.at("/connectFaults/connection refused").asLong()).isPositive();
        assertThat(found.required("outcomes").has("refused")).isFalse();
        assertThat(found.at("/validity/reasons").toString()).contains("nobody asked on them");
    }

    @Test
    void aRedirectIsSaidWithItsAim() throws Exception {
        load("/old", "--rate", "50", "-c", "4", "-d", "1s");

        assertThat(out.toString())
                .containsPattern("Finding: [0-9]+ of [0-9]+ requests were answered by a redirect, which is not followed"
                        + " \\(status 302 to 'https://elsewhere\\.example/new'\\)");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            for (String head = head(socket); !head.isEmpty(); head = head(socket)) {
                answer(socket, head.split(" ", 3)[1]);
            }
        } catch (IOException e) {
            // The connection has ended, which is what was to happen.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket socket, String path) throws IOException, InterruptedException {
        int number = requests.getAndIncrement();
        switch (path) {
            case "/half-reset" -> half(socket, number % 2 == 0);
            case "/reset" -> reset(socket);
            case "/busy" -> {
                if (number % 50 == 0) {
                    good(socket);
                } else {
                    send(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                }
            }
            case "/old" ->
                send(
                        socket,
                        "HTTP/1.1 302 Found\r\nlocation:  https://elsewhere.example/new\r\nContent-Length: 0\r\n\r\n");
            case "/last" -> {
                good(socket);
                if (number == 3) {
                    listener.close();
                }
                if (number >= 3) {
                    socket.close();
                }
            }
            default -> good(socket);
        }
    }

    private static void half(Socket socket, boolean well) throws IOException, InterruptedException {
        if (well) {
            good(socket);
        } else {
            reset(socket);
        }
    }

    private static void good(Socket socket) throws IOException, InterruptedException {
        Thread.sleep(GOOD_MS);
        send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Empty at the connection's end.
    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    private static long sumOf(String tag, Path file) throws Exception {
        long sum = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (tag.equals(next.getTag()) && next instanceof Histogram histogram) {
                    sum += histogram.getTotalCount();
                }
            }
        }
        return sum;
    }

    private int load(String path, String... arguments) {
        List<String> all = new ArrayList<>(List.of("load", "http://127.0.0.1:" + listener.getLocalPort() + path));
        all.addAll(List.of(arguments));
        return Tvl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(all.toArray(String[]::new));
    }
}

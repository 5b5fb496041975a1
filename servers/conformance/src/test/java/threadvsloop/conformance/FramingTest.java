package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where requests begin and end, whatever pieces they arrive in, and when connections are kept.
@EveryContestant
class FramingTest {

    private static final String EXTENSIONS = "chunks with extensions";
    private static final String TRAILERS = "chunks followed by trailers";

    private final Contestant contestant;
    private final ServerProcess server;

    FramingTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        server = ServerProcess.shared(contestant);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void requestsInPiecesOfAnySize(int size) throws IOException {
        String extension = serves(EXTENSIONS) ? ";x=y" : "";
        String trailer = serves(TRAILERS) ? "X-Trailer: 1\r\n" : "";
        String requests = Requests.get("/plaintext")
                + Requests.post("/echo", "Hello\r\n\r\n")
                + Requests.chunked("/echo", "5\r\nHello\r\n8" + extension + "\r\n, World!\r\n0\r\n" + trailer + "\r\n")
                + Requests.head("/bytes/100")
                + Requests.get("/json");
        try (RawConnection connection = server.connect()) {
            connection.sendInPieces(requests, size);
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertThat(connection.answer().text()).isEqualTo("Hello\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertThat(connection.answerToHead().header("Content-Length")).isEqualTo("100");
            assertThat(connection.answer().text()).isEqualTo("{\"message\":\"Hello, World!\"}");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        List<String> paths =
                List.of("/wait/150", "/plaintext", "/bytes/3", "/wait/50", "/offload/20", "/nothing", "/json");
        try (RawConnection connection = server.connect()) {
            connection.send(String.join("", paths.stream().map(Requests::get).toList()));
            assertThat(connection.answer().text()).isEqualTo("waited");
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertThat(connection.answer().text()).isEqualTo("abc");
            assertThat(connection.answer().text()).isEqualTo("waited");
            assertThat(connection.answer().text()).isEqualTo("offloaded");
            assertThat(connection.answer().status()).isEqualTo(404);
            assertThat(connection.answer().text()).isEqualTo("{\"message\":\"Hello, World!\"}");
        }
    }

    @Test
    void aThousandPipelinedRequests() throws IOException {
        try (RawConnection connection = server.connect()) {
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < 1_000; i++) connection.send(Requests.get("/bytes/" + i));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int i = 0; i < 1_000; i++)
                assertThat(connection.answer().body()).hasSize(i);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d\r\nHello, World!\r\n0\r\n\r\n",
                "D\r\nHello, World!\r\n0\r\n\r\n",
                "000000d\r\nHello, World!\r\n0\r\n\r\n",
                "1\r\nH\r\n1\r\ne\r\nB\r\nllo, World!\r\n000\r\n\r\n",
            })
    void chunkedBodies(String chunks) throws IOException {
        assertServed("chunks", Requests.chunked("/echo", chunks), "Hello, World!");
    }

    @Test
    void extensionsOfChunksAreIgnored() throws IOException {
        String chunks = "5;name=value\r\nHello\r\n8;a;b=\"c\"\r\n, World!\r\n0;last\r\n\r\n";
        assertServed(EXTENSIONS, Requests.chunked("/echo", chunks), "Hello, World!");
    }

    @Test
    void trailersAreIgnored() throws IOException {
        String chunks = "d\r\nHello, World!\r\n0\r\nX-Trailer: 1\r\nX-Other: 2\r\n\r\n";
        assertServed(TRAILERS, Requests.chunked("/echo", chunks), "Hello, World!");
    }

    @Test
    void aChunkedBodyOfOneMebibyte() throws IOException {
        String body = "0123456789abcdef".repeat(65_536);
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); from += 10_000) {
            String chunk = body.substring(from, Math.min(from + 10_000, body.length()));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.chunked("/echo", chunks + "0\r\n\r\n"));
            assertThat(connection.answer().text()).isEqualTo(body);
        }
    }

    @Test
    void theBodyOfARequestThatNeedsNoneIsNotTheNextRequest() throws IOException {
        String body = Requests.get("/json");
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.of("GET", "/plaintext", "Content-Length: " + body.length() + "\r\n") + body);
            connection.send(Requests.post("/nothing", body));
            connection.send(Requests.get("/bytes/3"));
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertThat(connection.answer().status()).isEqualTo(404);
            assertThat(connection.answer().text()).isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue"})
    void saysContinueBeforeTheBodyIsSent(String expectation) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.of("POST", "/echo", "Content-Length: 5\r\nExpect: " + expectation + "\r\n"));
            Answer interim = connection.answer();
            assertThat(interim.statusLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(interim.headers()).isEmpty();
            connection.send("Hello");
            assertThat(connection.answer().assertHeadersOf(contestant).text()).isEqualTo("Hello");
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "keep-alive, close", "close, x"})
    void closesWhenAsked(String value) throws IOException {
        try (RawConnection connection = server.connect()) {
            String header = "Connection: " + value + "\r\n";
            connection.send(Requests.of("GET", "/plaintext", header) + Requests.get("/json"));
            Answer answer = connection.answer().assertHeadersOf(contestant);
            assertThat(answer.text()).isEqualTo("Hello, World!");
            assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
            connection.assertClosed();
        }
    }

    @Test
    void http10ClosesUnlessAskedToKeep() throws IOException {
        int status = Deviation.statusOf(contestant, "HTTP/1.0", 200);
        if (status != 200) {
            assertRefused("GET /plaintext HTTP/1.0\r\n\r\n", status);
            return;
        }
        try (RawConnection connection = server.connect()) {
            String keep = "Connection: keep-alive\r\n\r\n";
            Answer kept = connection
                    .send("GET /plaintext HTTP/1.0\r\n" + keep)
                    .answer()
                    .assertHeadersOf(contestant);
            assertThat(kept.text()).isEqualTo("Hello, World!");
            assertThat(kept.header("Connection")).isEqualToIgnoringCase("keep-alive");

            Answer last = connection.send("GET /json HTTP/1.0\r\n\r\n").answer().assertHeadersOf(contestant);
            assertThat(last.text()).isEqualTo("{\"message\":\"Hello, World!\"}");
            connection.assertClosed();
        }
    }

    @Test
    void aMinorVersionYetUnknownIsServedAsTheNewestKnown() throws IOException {
        int status = Deviation.statusOf(contestant, "HTTP minor version 2", 200);
        try (RawConnection connection = server.connect()) {
            connection.send("GET /plaintext HTTP/1.2\r\nHost: conformance\r\n\r\n");
            assertThat(connection.answer().assertHeadersOf(contestant).status()).isEqualTo(status);
        }
    }

    @Test
    void emptyLinesBeforeARequestAreNoRequest() throws IOException {
        assertServed("an empty line before a request", "\r\n" + Requests.get("/plaintext") + "\r\n", "Hello, World!");
    }

    @Test
    void aTargetMayNameTheServer() throws IOException {
        try (RawConnection connection = server.connect()) {
            assertThat(connection.get("http://conformance/plaintext").text()).isEqualTo("Hello, World!");
            assertThat(connection.get("http://conformance:80/wait/1?x").text()).isEqualTo("waited");
        }
    }

    @Test
    void headersInAnyCaseWithOrWithoutSpaces() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(
                    "POST /echo HTTP/1.1\r\nhOST:conformance\r\nCONTENT-LENGTH: \t 5 \t\r\nX-Empty:\r\n\r\nHello");
            assertThat(connection.answer().text()).isEqualTo("Hello");
        }
    }

    @Test
    void anUpgradeThatIsNotSpokenIsIgnored() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.of("GET", "/plaintext", "Connection: Upgrade\r\nUpgrade: websocket\r\n"));
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertThat(connection.get("/json").status()).isEqualTo(200);
        }
    }

    @Test
    void theLargestRequestLineAndHeadersThatAreServed() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.get("/plaintext?" + "x".repeat(15 * 1024)));
            connection.send(Requests.of("GET", "/json", "X-Long: " + "x".repeat(15 * 1024) + "\r\n"));
            connection.send(Requests.of("GET", "/bytes/3", "X-Many: 1\r\n".repeat(99)));
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertThat(connection.answer().text()).isEqualTo("{\"message\":\"Hello, World!\"}");
            assertThat(connection.answer().text()).isEqualTo("abc");
        }
    }

    @Test
    void aClientThatEndsSendingStillGetsItsAnswers() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection
                    .send(Requests.get("/wait/50") + Requests.get("/plaintext"))
                    .endSending();
            assertThat(connection.answer().text()).isEqualTo("waited");
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            connection.assertClosed();
        }
    }

    private boolean serves(String what) {
        return Deviation.statusOf(contestant, what, 200) == 200;
    }

    /// That a request has this answer and leaves the connection to the next, or is refused if the contestant deviates.
    private void assertServed(String what, String request, String body) throws IOException {
        int status = Deviation.statusOf(contestant, what, 200);
        if (status != 200) {
            assertRefused(request, status);
            return;
        }
        try (RawConnection connection = server.connect()) {
            connection.send(request + Requests.get("/json"));
            assertThat(connection.answer().assertHeadersOf(contestant).text()).isEqualTo(body);
            assertThat(connection.answer().text()).isEqualTo("{\"message\":\"Hello, World!\"}");
        }
    }

    private void assertRefused(String request, int status) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(request).answer().assertRefusal(status, contestant);
            connection.assertClosed();
        }
    }
}

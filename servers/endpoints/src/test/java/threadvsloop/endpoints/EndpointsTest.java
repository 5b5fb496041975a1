package threadvsloop.endpoints;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.http.Response;

/// Every endpoint in both styles: the answers are the same, and only the waiting differs.
class EndpointsTest {
    private static final String READING = "'the method must be GET, HEAD', 'GET, HEAD'";
    private static final String BAD_MS = "the last step of the path must be a whole number from 0 to 60000";
    private static final String BAD_DEPTH = "'the last steps of the path must be a whole number from 1 to 1000,"
            + " and a whole number from 0 to 60000'";

    private final TestServer server = new TestServer();

    private static String text(@Nullable Response response) {
        ByteBuffer body = requireNonNull(response, "not answered").body().duplicate();
        return StandardCharsets.UTF_8.decode(body).toString();
    }

    @ParameterizedTest
    @CsvSource({
        // method, target, status, type, body, Allow
        "GET, /plaintext, 200, TEXT, 'Hello, World!', ''",
        "HEAD, /plaintext, 200, TEXT, 'Hello, World!', ''",
        "GET, /plaintext?x=/y, 200, TEXT, 'Hello, World!', ''",
        "GET, /json, 200, JSON, '{\"message\":\"Hello, World!\"}', ''",
        "GET, /bytes/0, 200, BYTES, '', ''",
        "GET, /bytes/30, 200, BYTES, abcdefghijklmnopqrstuvwxyzabcd, ''",
        "GET, /bytes/007, 200, BYTES, abcdefg, ''",
        "POST, /echo, 200, BYTES, the body, ''",
        // the seed itself, Marsaglia's first value, and one of our own
        "GET, /cpu/0, 200, TEXT, 2463534242, ''",
        "GET, /cpu/1, 200, TEXT, 723471715, ''",
        "GET, /cpu/1000, 200, TEXT, 3298996588, ''",
        // unknown paths, some of them nearly known
        "GET, /, 404, TEXT, no such path, ''",
        "GET, *, 404, TEXT, no such path, ''",
        "GET, /Plaintext, 404, TEXT, no such path, ''",
        "GET, /plaintext/, 404, TEXT, no such path, ''",
        "GET, /plaintextx, 404, TEXT, no such path, ''",
        "GET, /wait, 404, TEXT, no such path, ''",
        "GET, //plaintext, 404, TEXT, no such path, ''",
        // known paths, wrong methods: said before anything about the number
        "POST, /plaintext, 405, TEXT, " + READING,
        "OPTIONS, /json, 405, TEXT, " + READING,
        "get, /json, 405, TEXT, " + READING,
        "DELETE, /wait/x, 405, TEXT, " + READING,
        "GET, /echo, 405, TEXT, the method must be POST, POST",
        "HEAD, /echo, 405, TEXT, the method must be POST, POST",
        // numbers that are none, or out of range
        "GET, /wait/, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/x, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/-1, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/+1, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/1.5, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/1/, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/1/2, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/60001, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/4294967296, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /wait/0000000001, 400, TEXT, " + BAD_MS + ", ''",
        "GET, /bytes/16777217, 400, TEXT, the last step of the path must be a whole number from 0 to 16777216, ''",
        "GET, /deep, 404, TEXT, no such path, ''",
        "POST, /deep/1/1, 405, TEXT, " + READING,
        "GET, /deep/0/1, 400, TEXT, " + BAD_DEPTH + ", ''",
        "GET, /deep/1001/1, 400, TEXT, " + BAD_DEPTH + ", ''",
        "GET, /deep/1/60001, 400, TEXT, " + BAD_DEPTH + ", ''",
        "GET, /deep/1, 400, TEXT, " + BAD_DEPTH + ", ''",
        "GET, /cpu/100000001, 400, TEXT, the last step of the path must be a whole number from 0 to 100000000, ''",
    })
    void answersAtOnce(String method, String target, int status, String type, String body, String allow)
            throws Exception {
        Response blocking = server.blocking(TestRequest.of(method, target, "the body"));
        assertThat(blocking.status().code()).isEqualTo(status);
        assertThat(blocking.type().name()).isEqualTo(type);
        assertThat(blocking.allow()).isEqualTo(allow);
        assertThat(text(blocking)).isEqualTo(body);
        assertThat(server.async(TestRequest.of(method, target, "the body")).get())
                .isEqualTo(blocking);
        assertThat(server.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/wait/0, sleep 0, waited",
        "/wait/100, sleep 100000000, waited",
        "/wait/60000, sleep 60000000000, waited",
        "/offload/1, offload, offloaded",
        "/deep/1/0, sleep 0, waited",
        "/deep/1000/60000, sleep 60000000000, waited",
    })
    void waitsInTheRuntimesWay(String path, String call, String body) throws Exception {
        assertThat(text(server.blocking(TestRequest.of("GET", path, "")))).isEqualTo(body);
        assertThat(server.calls).containsExactly(call);

        AtomicReference<@Nullable Response> answer = server.async(TestRequest.of("GET", path, ""));
        assertThat(server.calls).containsExactly(call, call);
        assertThat(answer.get()).as("answered before the wait is over").isNull();
        server.pending.forEach(Runnable::run);
        assertThat(text(answer.get())).isEqualTo(body);
    }

    @Test
    void blockingIsWaitingForAThread() throws Exception {
        assertThat(text(server.blocking(TestRequest.of("GET", "/block/7", "")))).isEqualTo("blocked");
        assertThat(server.calls).containsExactly("sleep 7000000");
    }

    @Test
    void blockingTheLoopTakesItsThread() throws Exception {
        long from = System.nanoTime();
        AtomicReference<@Nullable Response> answer = server.async(TestRequest.of("GET", "/block/20", ""));
        assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(20_000_000);
        assertThat(text(answer.get())).isEqualTo("blocked");
        assertThat(server.calls).as("calls of the runtime").isEmpty();
    }

    @Test
    void offloadedWorkKeepsAThreadForItsTime() throws Exception {
        long from = System.nanoTime();
        server.blocking(TestRequest.of("GET", "/offload/20", ""));
        assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void statsTellWhatTheServerKnows() throws Exception {
        String expected = """
                {"contestant":"test","runtime":"a \\"runtime\\"","version":"1.0","pid":42,"options":{"a":"1","b":"2"},\
                "requests":5,"disconnects":1,"inFlight":{"now":1,"max":3},"connections":{"now":2,"max":4},\
                "queued":{"upstream":7,"database":9},\
                "loopLagMs":{"p50":0.001,"p99":2.0,"max":3.001}}""";
        assertThat(text(server.blocking(TestRequest.of("GET", "/stats", "")))).isEqualTo(expected);
        assertThat(text(server.async(TestRequest.of("GET", "/stats", "")).get()))
                .isEqualTo(expected);
    }

    @Test
    void echoLendsTheRequestsOwnBytes() throws Exception {
        TestRequest request = TestRequest.of("POST", "/echo", "abc");
        assertThat(server.blocking(request).borrowed()).isTrue();
        assertThat(server.blocking(TestRequest.of("GET", "/bytes/3", "")).borrowed())
                .isFalse();
    }
}

package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each endpoint answers, byte for byte.
@EveryContestant
class EndpointsTest {

    private final Contestant contestant;
    private final ServerProcess server;

    EndpointsTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        server = ServerProcess.shared(contestant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/plaintext | text/plain       | Hello, World!",
                "/json      | application/json | {\"message\":\"Hello, World!\"}",
                "/wait/0    | text/plain       | waited",
                "/wait/1    | text/plain       | waited",
                "/block/0   | text/plain       | blocked",
                "/block/10  | text/plain       | blocked",
                "/offload/0 | text/plain       | offloaded",
                "/offload/9 | text/plain       | offloaded",
                "/deep/1/0    | text/plain     | waited",
                "/deep/1000/0 | text/plain     | waited",
                "/deep/1000/9 | text/plain     | waited",
                // Marsaglia's xorshift32 from 2463534242: the seed itself, then the first values
                "/cpu/0     | text/plain       | 2463534242",
                "/cpu/1     | text/plain       | 723471715",
                "/cpu/2     | text/plain       | 2497366906",
                "/cpu/3     | text/plain       | 2064144800",
                "/bytes/0   | application/octet-stream | ''",
                "/bytes/1   | application/octet-stream | a",
                "/bytes/26  | application/octet-stream | abcdefghijklmnopqrstuvwxyz",
                "/bytes/27  | application/octet-stream | abcdefghijklmnopqrstuvwxyza",
                // the query is no part of the path
                "/plaintext?a=b/c | text/plain | Hello, World!",
                "/wait/1?x  | text/plain       | waited",
            })
    void answers(String path, String type, String body) throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = connection.get(path).assertHeadersOf(contestant);
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.header("Content-Type")).isEqualTo(type);
            assertThat(answer.all("Connection")).isEmpty();
            assertThat(answer.text()).isEqualTo(body);

            Answer head = connection.send(Requests.head(path)).answerToHead().assertHeadersOf(contestant);
            assertThat(head.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(head.header("Content-Type")).isEqualTo(type);
            assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(body.length()));
            assertThat(connection.get("/plaintext").text()).isEqualTo("Hello, World!");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 65_519, 65_520, 65_521, 65_536, 1_000_003, 16 * 1024 * 1024})
    void bytesOfThePattern(int length) throws IOException {
        byte[] expected = new byte[length];
        for (int i = 0; i < length; i++) expected[i] = (byte) ('a' + i % 26);
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.head("/bytes/" + length) + Requests.get("/bytes/" + length));
            assertThat(connection.answerToHead().header("Content-Length")).isEqualTo(Integer.toString(length));
            assertThat(connection.answer().body()).isEqualTo(expected);
        }
    }

    @Test
    void cpuDoesTheWorkItWasAskedFor() throws IOException {
        int expected = (int) 2463534242L;
        for (int i = 0; i < 1_000_000; i++) {
            expected ^= expected << 13;
            expected ^= expected >>> 17;
            expected ^= expected << 5;
        }
        try (RawConnection connection = server.connect()) {
            assertThat(connection.get("/cpu/1000000").text()).isEqualTo(Integer.toUnsignedString(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 65_536, 1024 * 1024})
    void echoesABody(int length) throws IOException {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) body[i] = (byte) (i * 31);
        try (RawConnection connection = server.connect()) {
            connection
                    .send(Requests.of("POST", "/echo", "Content-Length: " + length + "\r\n"))
                    .send(body);
            Answer answer = connection.answer().assertHeadersOf(contestant);
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void echoesNothingWhenThereIsNoBody() throws IOException {
        try (RawConnection connection = server.connect()) {
            assertThat(connection
                            .send(Requests.of("POST", "/echo", ""))
                            .answer()
                            .body())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // out of range
                "/bytes/16777217",
                "/wait/60001",
                "/block/60001",
                "/offload/60001",
                "/cpu/100000001",
                "/wait/99999999999999999999",
                "/bytes/4294967297",
                "/deep/0/1",
                "/deep/1001/1",
                "/deep/1/60001",
                // not a whole number
                "/bytes/x",
                "/wait/-1",
                "/wait/+1",
                "/block/1.5",
                "/offload/0x10",
                "/cpu/1e3",
                "/bytes/%31",
                "/wait/",
                "/deep/x/1",
                "/deep/1/x",
                "/deep/1",
                "/deep/1/2/3",
            })
    void badParameter(String path) throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = connection.get(path).assertHeadersOf(contestant);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
            assertThat(answer.text().strip()).isNotEmpty().doesNotContain("\n");
            // the request was well formed, so the connection stays
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/plaintext2", "/Plaintext", "/plain", "/wait", "/bytes", "//plaintext"})
    void unknownPath(String path) throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = connection.get(path).assertHeadersOf(contestant);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,    /plaintext, 'GET, HEAD'",
        "PUT,     /json,      'GET, HEAD'",
        "DELETE,  /bytes/1,   'GET, HEAD'",
        "PATCH,   /wait/1,    'GET, HEAD'",
        "OPTIONS, /block/1,   'GET, HEAD'",
        "POST,    /offload/1, 'GET, HEAD'",
        "POST,    /cpu/1,     'GET, HEAD'",
        "POST,    /deep/1/1,  'GET, HEAD'",
        "POST,    /stats,     'GET, HEAD'",
        "GET,     /echo,      POST",
        "PUT,     /echo,      POST",
    })
    void wrongMethod(String method, String path, String allow) throws IOException {
        try (RawConnection connection = server.connect()) {
            String request = Requests.of(method, path, "Content-Length: 3\r\n") + "abc";
            Answer answer = connection.send(request).answer().assertHeadersOf(contestant);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo(allow);
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @Test
    void optionsOfTheServerAsAWhole() throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = connection.send(Requests.of("OPTIONS", "*", "")).answer();
            assertThat(answer.assertHeadersOf(contestant).status()).isEqualTo(200);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
            assertThat(answer.body()).isEmpty();
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @Test
    void headOfAnErrorHasNoBody() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.head("/nothing") + Requests.head("/wait/x") + Requests.head("/echo"));
            assertThat(connection.answerToHead().assertHeadersOf(contestant).status())
                    .isEqualTo(404);
            assertThat(connection.answerToHead().assertHeadersOf(contestant).status())
                    .isEqualTo(400);
            assertThat(connection.answerToHead().assertHeadersOf(contestant).status())
                    .isEqualTo(405);
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    @Test
    void statsSaysWhoServes() throws IOException {
        JsonNode stats = server.stats();
        assertThat(stats.required("contestant").asText()).isEqualTo(contestant.id());
        assertThat(stats.required("runtime")).isEqualTo(server.readiness().required("runtime"));
        assertThat(stats.required("version")).isEqualTo(server.readiness().required("version"));
        assertThat(stats.required("pid").asLong()).isEqualTo(server.pid());
        assertThat(stats.required("options").isObject()).isTrue();
        assertThat(stats.required("requests").asLong()).isPositive();
        assertThat(stats.required("inFlight").required("max").asLong())
                .isGreaterThanOrEqualTo(
                        stats.required("inFlight").required("now").asLong());
        assertThat(stats.required("connections").required("now").asLong()).isPositive();
        assertThat(stats.required("connections").required("max").asLong())
                .isGreaterThanOrEqualTo(
                        stats.required("connections").required("now").asLong());
    }
}

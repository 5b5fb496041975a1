package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The endpoints that call the upstream and the database, or read files: the same work and the same bytes everywhere.
@EveryContestant
class BackendsTest {

    private final Contestant contestant;
    private final ServerProcess server;

    BackendsTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        server = ServerProcess.shared(contestant);
    }

    private Answer ok(RawConnection connection, String path) throws IOException {
        Answer answer = connection.get(path).assertHeadersOf(contestant);
        assertThat(answer.statusLine()).as(answer.text()).isEqualTo("HTTP/1.1 200 OK");
        return answer;
    }

    private void refused(RawConnection connection, String path, String reason) throws IOException {
        Answer answer = connection.get(path).assertHeadersOf(contestant);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.text().strip()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/upstream/1/0 | {\"calls\":1,\"answers\":[{\"status\":200,\"bytes\":6}]}",
                "/upstream/2/5 | {\"calls\":2,\"answers\":[{\"status\":200,\"bytes\":6},{\"status\":200,\"bytes\":6}]}",
                "/upstream/2/5?parallel | "
                        + "{\"calls\":2,\"answers\":[{\"status\":200,\"bytes\":6},{\"status\":200,\"bytes\":6}]}",
                // 1 + xorshift32's values mod 10,000, and 1 + 7919 id mod 10,000
                "/db/1 | [{\"id\":1716,\"randomnumber\":9005}]",
                "/db/3 | [{\"id\":1716,\"randomnumber\":9005},{\"id\":6907,\"randomnumber\":6534},"
                        + "{\"id\":4801,\"randomnumber\":9120}]",
            })
    void answersJson(String path, String body) throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = ok(connection, path);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.text()).isEqualTo(body);
            Answer head = connection.send(Requests.head(path)).answerToHead().assertHeadersOf(contestant);
            assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(body.length()));
            assertThat(connection.get("/plaintext").text()).isEqualTo("Hello, World!");
        }
    }

    @Test
    void asksForManyRows() throws IOException {
        StringBuilder rows = new StringBuilder();
        int x = (int) 2463534242L;
        for (int i = 0; i < 500; i++) {
            x ^= x << 13;
            x ^= x >>> 17;
            x ^= x << 5;
            int id = 1 + Integer.remainderUnsigned(x, 10_000);
            int number = 1 + id * 7919 % 10_000;
            rows.append(i == 0 ? "[" : ",").append("{\"id\":%d,\"randomnumber\":%d}".formatted(id, number));
        }
        try (RawConnection connection = server.connect()) {
            assertThat(ok(connection, "/db/500").text()).isEqualTo(rows + "]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/db/wait/120", "/upstream/1/120", "/upstream/3/40", "/upstream/3/120?parallel", "/page/2/60"})
    void waitsNoLessThanAsked(String path) throws IOException {
        try (RawConnection connection = server.connect()) {
            long fromNs = System.nanoTime();
            ok(connection, path);
            assertThat(System.nanoTime() - fromNs).isGreaterThanOrEqualTo(120_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"/page/1/0, 1", "/page/3/2, 3", "/page/3/2?parallel, 3", "/page/60/0?parallel, 60"})
    void mergesAnswersIntoAnEscapedPage(String path, int calls) throws IOException {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html><html><head><title>Results</title></head><body><table>\n");
        for (int i = 0; i < 50; i++) {
            page.append("<tr><td>%d</td><td>%d</td><td>200</td>".formatted(i, i % calls))
                    .append("<td>&lt;%d&gt; &quot;waited&quot; &amp; &#39;more&#39;</td></tr>\n".formatted(i));
        }
        try (RawConnection connection = server.connect()) {
            Answer answer = ok(connection, path);
            assertThat(answer.header("Content-Type")).isEqualTo("text/html");
            assertThat(answer.text()).isEqualTo(page + "</table></body></html>\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"1k, 1024", "64k, 65536", "1m, 1048576"})
    void readsFiles(String size, int bytes) throws IOException {
        byte[] expected = new byte[bytes];
        for (int i = 0; i < bytes; i++) expected[i] = (byte) ('a' + i % 26);
        try (RawConnection connection = server.connect()) {
            Answer answer = ok(connection, "/file/" + size);
            assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(answer.body()).isEqualTo(expected);
            Answer head = connection.send(Requests.head("/file/" + size)).answerToHead();
            assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/file/..",
                "/file/../../../../../../etc/passwd",
                "/file//etc/passwd",
                "/file/1k/../1m",
                "/file/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/file/..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/file/..;/..;/etc/passwd",
                "/file/1k%00",
                "/file/\\..\\..\\etc\\passwd",
                "/file/./64k",
                "/file/2k",
            })
    void noPathLeavesTheDirectory(String path) throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = connection.get(path);
            assertThat(answer.status()).isBetween(400, 404);
            assertThat(answer.text()).doesNotContain("root:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/upstream/1",
                "/upstream/1/",
                "/upstream/0/1",
                "/upstream/101/1",
                "/upstream/1/60001",
                "/upstream/1/2/3",
                "/page/x/1",
                "/page/1",
                "/db/0",
                "/db/501",
                "/db/x",
                "/db/wait",
                "/db/wait/",
                "/db/wait/60001",
                "/file/",
                "/file/1K",
            })
    void badParameter(String path) throws IOException {
        try (RawConnection connection = server.connect()) {
            Answer answer = connection.get(path).assertHeadersOf(contestant);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text().strip()).startsWith("the last step").doesNotContain("\n");
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }

    /// One process for all of it, since each start costs time: connections are kept and used in parallel; backends
    /// that
    /// go are told of, and used again when they are back; what is left to a pool's queue is counted.
    @Test
    void livesWithItsBackends(@TempDir Path files) throws Exception {
        try (Line upstream = new Line(Backends.upstreamPort());
                Line database = new Line(Backends.databasePort());
                ServerProcess own = start(upstream, database, files);
                RawConnection connection = own.connect()) {
            ok(connection, "/upstream/5/1");
            assertThat(upstream.connections()).as("for calls in turn").isEqualTo(1);
            ok(connection, "/upstream/5/400?parallel");
            assertThat(upstream.connections()).as("for calls at once").isEqualTo(5);
            queuesForTheDatabase(own);

            upstream.cut();
            database.cut();
            refused(connection, "/upstream/2/1", "the upstream does not answer");
            refused(connection, "/page/3/1?parallel", "the upstream does not answer");
            refused(connection, "/db/2", "the database does not answer");
            refused(connection, "/db/wait/1", "the database does not answer");
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);

            upstream.mend();
            database.mend();
            ok(connection, "/upstream/2/1");
            awaitDatabase(connection);

            Files.delete(files.resolve("1k"));
            Answer gone = connection.get("/file/1k").assertHeadersOf(contestant);
            assertThat(gone.status()).isEqualTo(500);
            assertThat(gone.text().strip()).isEqualTo("the file cannot be read");
            assertThat(own.stdout()).hasSize(1);
        }
    }

    private ServerProcess start(Line upstream, Line database, Path files) throws InterruptedException {
        List<String> options = new ArrayList<>(List.of(Backends.options(upstream.port(), database.port())));
        options.addAll(List.of("--db-pool", "2", "--files", files.toString()));
        return ServerProcess.start(contestant, options.toArray(String[]::new));
    }

    private void queuesForTheDatabase(ServerProcess own) throws Exception {
        Callable<Answer> client = () -> {
            try (RawConnection connection = own.connect()) {
                return ok(connection, "/db/wait/600");
            }
        };
        Together.run(IntStream.range(0, 6).mapToObj(_ -> client).toList());
        assertThat(own.stats().required("queued").required("database").asInt()).isBetween(2, 4);
        assertThat(own.stats().required("queued").required("upstream").asInt()).isZero();
    }

    /// A pool may need a moment to notice that its database is back.
    private void awaitDatabase(RawConnection connection) throws IOException, InterruptedException {
        while (connection.get("/db/1").status() != 200) Thread.sleep(50);
        ok(connection, "/db/20");
    }

    @Test
    void tellsNobodyThePassword() throws IOException {
        String url = server.stats().required("options").required("database").asText();
        assertThat(url).isEqualTo("postgresql://postgres:***@127.0.0.1:" + Backends.databasePort() + "/postgres");
    }

    @Test
    void saysThatItWasGivenNoBackends() throws Exception {
        try (RawConnection connection = ServerProcess.sharedAlone(contestant).connect()) {
            refused(connection, "/upstream/1/1", "there is no upstream: start the server with --upstream host:port");
            refused(connection, "/db/1", "there is no database: start the server with --database url");
            assertThat(connection.get("/plaintext").status()).isEqualTo(200);
        }
    }
}

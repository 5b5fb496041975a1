package threadvsloop.endpoints;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.http.Response;

/// The endpoints that call upstream and database or read files, in both styles.
class BackendEndpointsTest {
    private final TestServer server = new TestServer();

    private static String text(Response response) {
        return StandardCharsets.UTF_8.decode(response.body().duplicate()).toString();
    }

    private Response blocking(String target) throws Exception {
        return server.blocking(TestRequest.of("GET", target, ""));
    }

    private Response async(String target) throws Exception {
        AtomicReference<@Nullable Response> answer = server.async(TestRequest.of("GET", target, ""));
        assertThat(answer.get()).as("an answer within the call").isNull();
        server.runPending();
        return requireNonNull(answer.get(), "not answered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/upstream/1/5 | JSON | {\"calls\":1,\"answers\":[{\"status\":200,\"bytes\":7}]}",
                "/upstream/2/10 | JSON | {\"calls\":2,\"answers\":[{\"status\":200,\"bytes\":8},{\"status\":200,\"bytes\":8}]}",
                "/upstream/1/0?parallel | JSON | {\"calls\":1,\"answers\":[{\"status\":200,\"bytes\":7}]}",
                "/upstream/2/0?parallel | JSON | {\"calls\":2,\"answers\":[{\"status\":200,\"bytes\":7},{\"status\":200,\"bytes\":7}]}",
                // 1 + xorshift's values 723471715, 2497366906 mod 10,000
                "/db/1 | JSON | [{\"id\":1716,\"randomnumber\":17160}]",
                "/db/2 | JSON | [{\"id\":1716,\"randomnumber\":17160},{\"id\":6907,\"randomnumber\":69070}]",
                "/db/wait/7 | TEXT | waited",
            })
    void answersTheSameInBothStyles(String target, String type, String body) throws Exception {
        Response blocking = blocking(target);
        assertThat(text(blocking)).isEqualTo(body);
        assertThat(blocking.type().name()).isEqualTo(type);
        assertThat(async(target)).isEqualTo(blocking);
    }

    @Test
    void mergesAnswersIntoAnEscapedTable() throws Exception {
        String page = text(blocking("/page/3/10"));
        assertThat(page.lines().filter(line -> line.startsWith("<tr>")))
                .hasSize(50)
                .startsWith("<tr><td>0</td><td>0</td><td>200</td>"
                        + "<td>&lt;0&gt; &quot;waited10&quot; &amp; &#39;more&#39;</td></tr>")
                .endsWith("<tr><td>49</td><td>1</td><td>200</td>"
                        + "<td>&lt;49&gt; &quot;waited10&quot; &amp; &#39;more&#39;</td></tr>");
        assertThat(async("/page/3/10")).isEqualTo(blocking("/page/3/10"));
        assertThat(async("/page/3/10?parallel")).isEqualTo(blocking("/page/3/10?parallel"));
    }

    @Test
    void inTurnOneCallFollowsAnother() throws Exception {
        server.async(TestRequest.of("GET", "/upstream/3/1", ""));
        assertThat(server.pending).hasSize(1);
        server.runPending();
        server.async(TestRequest.of("GET", "/upstream/3/1?parallel", ""));
        assertThat(server.pending).hasSize(3);
        server.runPending();
        server.async(TestRequest.of("GET", "/db/3", ""));
        assertThat(server.pending).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/upstream/3/1, upstream",
        "/upstream/3/1?parallel, upstream",
        "/upstream/9/1?parallel, upstream",
        "/page/3/1, upstream",
        "/db/3, database",
    })
    void saysWhichBackendIsDown(String target, String backend) throws Exception {
        server.backendsFail = true;
        Response blocking = blocking(target);
        assertThat(blocking.status().code()).isEqualTo(502);
        assertThat(text(blocking)).isEqualTo("the " + backend + " does not answer");
        server.callsMade.set(0);
        assertThat(async(target)).isEqualTo(blocking);
    }

    @ParameterizedTest
    @CsvSource({"1k, 1024", "64k, 65536", "1m, 1048576"})
    void readsFilesOfThePattern(String size, int bytes) throws Exception {
        String body = text(blocking("/file/" + size));
        assertThat(body).hasSize(bytes).startsWith("abcdefghijklmnopqrstuvwxyzab");
        assertThat(async("/file/" + size)).isEqualTo(blocking("/file/" + size));
        assertThat(server.calls).containsExactly("offload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/file/",
                "/file/2k",
                "/file/1K",
                "/file/1k/",
                "/file/../1k",
                "/file//etc/passwd",
                "/file/%2e%2e/x",
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
            })
    void refusesParametersThatAreNone(String target) throws Exception {
        Response blocking = blocking(target);
        assertThat(blocking.status().code()).isEqualTo(400);
        assertThat(text(blocking)).startsWith("the last step").doesNotContain("\n");
        assertThat(server.async(TestRequest.of("GET", target, "")).get()).isEqualTo(blocking);
    }

    @Test
    void writesTheFilesThatAreMissing(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("1k"), "too short");
        DiskFiles.in(directory.resolve("sub"));
        DiskFiles files = DiskFiles.in(directory);
        assertThat(files.read(FileSize.SMALL).bodyLength()).isEqualTo(1024);
        Files.delete(directory.resolve("1k"));
        assertThat(files.read(FileSize.SMALL).status().code()).isEqualTo(500);
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("64k", "1m", "sub");
        }
    }
}

package threadvsloop.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.FakeServer;
import threadvsloop.harness.cli.Tvl;

/// What `tvl load` sends for what it was told to, as a server sees it.
class LoadRequestsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @TempDir
    private Path folder;

    private record Received(
            String line, String host, String authorization, String connection, String body, int clientPort) {}

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @ParameterizedTest(name = "{0} is sent as {1} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
            http://127.1:PORT/a^b{c}/ü?ä=1#top      | GET /a%5Eb%7Bc%7D/%C3%BC?%C3%A4=1 | 127.0.0.1:PORT
            HTTP://127.0.0.1:PORT                   | GET /                              | 127.0.0.1:PORT
            http://2130706433:PORT/a:30             | GET /a:30                          | 127.0.0.1:PORT
            """)
    void urlsAreSentAsBrowsersWould(String url, String line, String host) throws IOException {
        int port = serve("127.0.0.1", 0);
        load(url.replace("PORT", Integer.toString(port)), "--closed", "-c", "1", "-d", "200ms");
        assertThat(received).isNotEmpty().allSatisfy(request -> {
            assertThat(request.line()).isEqualTo(line);
            assertThat(request.host()).isEqualTo(host.replace("PORT", Integer.toString(port)));
        });
    }

    @Test
    void userAndPasswordAreSentAndNeverPrinted() throws IOException {
        int port = serve("127.0.0.1", 0);
        Path prefix = folder.resolve("it");
        load(
                "http://user:gehe%69m@127.0.0.1:" + port + "/",
                "--closed",
                "-c",
                "1",
                "-d",
                "200ms",
                "--out",
                prefix.toString());
        String basic = "Basic " + Base64.getEncoder().encodeToString("user:geheim".getBytes(UTF_8));
        assertThat(received)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo(basic));
        String written = Files.readString(folder.resolve("it.json")) + Files.readString(folder.resolve("it.hlog"));
        assertThat(out.toString() + err + written).doesNotContain("gehe").doesNotContain(basic.substring(6));
    }

    @Test
    void anAuthorizationThatTheUserGaveComesFirst() throws IOException {
        int port = serve("127.0.0.1", 0);
        load("http://user:x@127.0.0.1:" + port + "/", "--closed", "-d", "200ms", "-H", "authorization: Bearer y");
        assertThat(received)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer y"));
    }

    @Test
    void aBodyIsReadFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("bödy"), "--rate 5\n\"ü\"\n");
        int port = serve("127.0.0.1", 0);
        load("http://127.0.0.1:" + port + "/", "--closed", "-d", "200ms", "-X", "POST", "--body", "@" + file);
        assertThat(received)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.body()).isEqualTo("--rate 5\n\"ü\"\n"));
    }

    @ParameterizedTest
    @CsvSource({"POST, @@all, @all", "GET, x, x", "DELETE, x=1, x=1"})
    void aBodyIsSentWithAnyMethodThatIsNamed(String method, String body, String sent) throws IOException {
        int port = serve("127.0.0.1", 0);
        load("http://127.0.0.1:" + port + "/", "--closed", "-d", "200ms", "-X", method, "--body", body);
        assertThat(received).isNotEmpty().allSatisfy(request -> {
            assertThat(request.line()).isEqualTo(method + " /");
            assertThat(request.body()).isEqualTo(sent);
        });
    }

    @Test
    void requestsOfAMixHaveBodiesAndRowsOfTheirOwn() throws Exception {
        int port = serve("127.0.0.1", 0);
        load(
                "http://127.0.0.1:" + port + "/",
                "--closed",
                "-d",
                "500ms",
                "--json",
                "--request",
                "GET /a",
                "--request",
                "POST /a {\"x\": 1}",
                "--request",
                "/a:30:1",
                "--request",
                "/a/b",
                "--request",
                "/a-b");
        Map<String, Set<String>> bodies = received.stream()
                .collect(Collectors.groupingBy(Received::line, Collectors.mapping(Received::body, Collectors.toSet())));
        assertThat(bodies)
                .containsOnlyKeys("GET /a", "POST /a", "GET /a:30", "GET /a/b", "GET /a-b")
                .containsEntry("GET /a", Set.of(""))
                .containsEntry("POST /a", Set.of("{\"x\": 1}"));
        List<String> names = new ArrayList<>();
        for (JsonNode kind : new ObjectMapper().readTree(out.toString()).required("kinds")) {
            names.add(kind.required("name").asText());
            assertThat(kind.required("requests").asLong()).isPositive();
        }
        assertThat(names).containsExactly("GET-a", "POST-a", "a-30", "a-b", "a-b-2");
    }

    @Test
    void aUserWhoAsksForConnectionCloseGetsAConnectionForEachRequest() throws IOException {
        int port = serve("127.0.0.1", 0);
        load("http://127.0.0.1:" + port + "/", "--closed", "-c", "2", "-d", "300ms", "-H", "connection: Close");
        assertThat(received)
                .hasSizeGreaterThan(2)
                .allSatisfy(request -> assertThat(request.connection()).isEqualTo("Close"));
        assertThat(received).extracting(Received::clientPort).doesNotHaveDuplicates();
    }

    @Test
    void localhostFindsAServerOfEitherFamily() throws Exception {
        assumeTrue(listensOn("::1"), "needs IPv6 on the loopback interface");
        int port = serve("::1", 0);
        load("http://localhost:" + port + "/", "--closed", "-c", "2", "-d", "300ms", "--json");
        assertThat(received)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.host()).isEqualTo("localhost:" + port));
        JsonNode addresses = new ObjectMapper().readTree(out.toString()).required("addresses");
        assertThat(addresses).hasSize(2);
        for (JsonNode address : addresses) {
            boolean six = address.required("address").asText().equals("[::1]:" + port);
            assertThat(address.required("unused").isNull()).isEqualTo(six);
            assertThat(address.required("opened").asInt()).isEqualTo(six ? 2 : 0);
        }
    }

    @Test
    void allAddressesOfANameAreUsedEachWithItsFigures() throws Exception {
        assumeTrue(listensOn("::1"), "needs IPv6 on the loopback interface");
        int port = serve("127.0.0.1", 0);
        serve("::1", port);
        load("http://localhost:" + port + "/", "--closed", "-c", "4", "-d", "500ms", "--json");
        JsonNode document = new ObjectMapper().readTree(out.toString());
        long sum = 0;
        for (JsonNode address : document.required("addresses")) {
            assertThat(address.required("target").asText()).isEqualTo("localhost:" + port);
            assertThat(address.required("connections").asInt()).isEqualTo(2);
            assertThat(address.required("opened").asInt()).isEqualTo(2);
            assertThat(address.required("answered").asLong()).isPositive();
            assertThat(address.required("p99Ns").asLong()).isPositive();
            sum += address.required("requests").asLong();
        }
        assertThat(document.required("addresses")).hasSize(2);
        assertThat(sum).isEqualTo(document.required("requests").asLong());
    }

    @Test
    void aZoneIsUsedHereAndNotSent() throws Exception {
        assumeTrue(listensOn("::1%lo"), "needs an interface called lo that has ::1");
        int port = serve("::1", 0);
        load("http://[::1%lo]:" + port + "/", "--closed", "-c", "1", "-d", "200ms");
        assertThat(received)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.host()).isEqualTo("[::1]:" + port));
    }

    private static boolean listensOn(String address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /// @return its port
    private int serve(String address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(" and ", values)));
            received.add(new Received(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    headers.getOrDefault("Host", ""),
                    headers.getOrDefault("Authorization", ""),
                    headers.getOrDefault("Connection", ""),
                    body,
                    exchange.getRemoteAddress().getPort()));
            FakeServer.sleep(5);
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private void load(String... arguments) {
        List<String> all = new ArrayList<>(List.of("load"));
        all.addAll(List.of(arguments));
        int exit = Tvl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        // On a busy machine a load may be invalid; what was sent is the same.
        assertThat(exit).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    }
}

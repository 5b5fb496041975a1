package threadvsloop.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An upstream for the harness's own tests: it waits as it is asked to, and says that it was as late as the environment
/// tells it to be.
public final class FakeUpstream {

    public static final String LATENESS = "TVL_TEST_LATENESS_MS";

    private FakeUpstream() {}

    static void main(String[] args) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/wait/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            FakeServer.sleep(Long.parseLong(path.substring("/wait/".length())));
            answer(exchange, "waited");
        });
        String late = System.getenv().getOrDefault(LATENESS, "0.5");
        http.createContext("/stats", exchange -> answer(exchange, """
                        {"requests": 9, "inFlight": {"now": 0, "max": 4}, "connections": {"now": 1, "max": 2},
                         "latenessMs": {"p50": 0.25, "p99": %s, "max": %s}}""".formatted(late, late)));
        http.createContext("/stats/reset", exchange -> answer(exchange, "reset"));
        FakeServer.serveToEndOfInput("upstream", http);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// Puts it where the harness looks for the upstream of a project: a jar that only names this class and its class
    /// path.
    public static void installIn(Path project) throws IOException {
        Path target = Files.createDirectories(project.resolve("servers/upstream/target"));
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, FakeUpstream.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(":"))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(target.resolve("tvl-upstream.jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }
}

package threadvsloop.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.TinyProject;

/// Whole processes under languages with decimal commas, other digits, other calendars and another lower case of I:
/// what is sent, printed and written is the same as ever.
@Execution(ExecutionMode.CONCURRENT)
class LocaleProcessTest {

    @TempDir
    private Path folder;

    @AutoClose
    private TinyProject tiny;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        tiny = new TinyProject(folder.resolve("project"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "de", "ar-EG", "tr", "th-TH-u-ca-buddhist-nu-thai", "hi-IN-u-nu-deva"})
    void aLoadReadsTheSame(String language) throws Exception {
        Process tvl = start(
                language,
                "load",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/TITLE",
                "--rate",
                "200",
                "--arrivals",
                "CONSTANT",
                "-d",
                "1500ms",
                "--expect",
                "p99<60s,errors<=99.5%",
                "--out",
                folder.resolve("it").toString());
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        assertThat(tvl.waitFor()).as(printed + tiny.output()).isIn(0, ExitCode.INVALID);
        assertThat(printed).contains("open-constant, 1.5 s").contains("offered       200.0 requests/s");
        assertPlain(printed);
        assertPlain(tiny.output());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertPlain(Files.readString(file));
            }
        }
        assertThat(folder.resolve("it.hlog")).content().containsPattern("(?m)^Tag=response,0\\.000,[0-9]+\\.[0-9]{3},");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "de", "tr", "th-TH-u-ca-buddhist-nu-thai"})
    void aRunReadsTheSame(String language) throws Exception {
        tiny.write("servers/contestants.yaml", """
                - {id: honest, label: Honest, family: virtual, description: waits, command: %s, options: [honest]}
                """.formatted(TinyProject.fakeServer()));
        tiny.write("bench/scenarios/tiny.yaml", """
                id: tiny
                title: Tiny
                question: Does it work?
                mode: open-poisson
                request: GET /wait/100
                warmup: 100ms
                measurement: 700ms
                points:
                  - {id: INTERN, connections: 20, rate-per-connection: 5}
                """);
        tiny.write("bench/profiles.yaml", """
                - {id: tiny, description: tiny, contestants: [honest], blocks: 1, scenarios: [{id: tiny}]}
                """);
        Process tvl =
                start(language, "run", "tiny", "--out", folder.resolve("run").toString());
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        assertThat(tvl.waitFor()).as(printed + tiny.output()).isZero();
        assertPlain(printed);
        try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
            for (Path file : files.filter(LocaleProcessTest::isForPrograms).toList()) {
                assertPlain(Files.readString(file));
            }
        }
        assertThat(folder.resolve("run/run.json")).content().containsPattern("\"startedAt\" : \"20[0-9]{2}-");
    }

    private static boolean isForPrograms(Path file) {
        return Files.isRegularFile(file)
                && Stream.of(".json", ".csv", ".hgrm", ".svg", ".md", ".hlog").anyMatch(file.toString()::endsWith);
    }

    /// No digit but 0 to 9, and no comma where a number has its point.
    private static void assertPlain(String text) {
        assertThat(text)
                .doesNotContainPattern("[\\p{Nd}&&[^0-9]]")
                .doesNotContainPattern("[0-9],[0-9]+ ?(%|ms|s\\b|µs)");
    }

    /// Its messages go to [TinyProject#output].
    private Process start(String language, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(tiny.command(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("project/output").toFile());
        builder.environment().putAll(Map.of("JAVA_TOOL_OPTIONS", options(language)));
        return tiny.spawn(builder);
    }

    private static String options(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String extensions = tag.contains("-u-") ? " -Duser.extensions=" + tag.substring(tag.indexOf("u-")) : "";
        return "-Duser.language=" + locale.getLanguage() + " -Duser.country=" + locale.getCountry() + extensions;
    }
}

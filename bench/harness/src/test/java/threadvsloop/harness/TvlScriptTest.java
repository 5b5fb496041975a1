package threadvsloop.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.cli.Tvl;

/// The script itself, where the locale is not of UTF-8: arguments, the project's folder and names of files are still.
/// Everything that is not ASCII stands in a file that `sh` reads, for this test's own JVM may run in any locale.
class TvlScriptTest {

    @TempDir
    private Path folder;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            FakeServer.sleep(10);
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

    @ParameterizedTest(name = "LC_ALL={0}")
    @ValueSource(strings = {"C", "POSIX", "xx_XX.ISO-8859-1"})
    void argumentsAndFilesAreUtf8InAnyLocale(String locale) throws Exception {
        writeProject();
        String said = sh("""
                cd "$1"
                LC_ALL=%s 'pröject dir/scripts/tvl' load "http://127.0.0.1:$2/" -X POST --body 'Größe €' \
                    --closed -c 1 -d 3s --out 'größe'
                code=$?
                test -s größe.json || echo 'no größe.json'
                echo "exit $code"
                """.formatted(locale));
        assertThat(said).contains("exit 0").doesNotContain("no größe.json").contains("µs CPU per ");
        assertThat(received).isNotEmpty().containsOnly("Größe €");
    }

    @Test
    void aFolderThatIsNotAsciiHoldsTheBody() throws Exception {
        writeProject();
        String said = sh("""
                cd "$1"
                printf 'aus der Datei: ü' > 'kö rper.txt'
                LC_ALL=C 'pröject dir/scripts/tvl' load "http://127.0.0.1:$2/" -X POST --body '@kö rper.txt' \
                    --closed -c 1 -d 3s
                echo "exit $?"
                """);
        assertThat(said).contains("exit 0");
        assertThat(received).isNotEmpty().containsOnly("aus der Datei: ü");
    }

    /// Without the script, what arrives damaged is refused and not sent.
    @Test
    void whatJavaCannotDecodeIsRefused() throws Exception {
        writeProject();
        String said = sh("""
                cd "$1"
                LC_ALL=C "$3" -jar 'tvl.jar' load "http://127.0.0.1:$2/" -X POST --body 'Größe' --closed -d 300ms
                echo "exit $?"
                """);
        assertThat(said).contains("arrived damaged").contains("LC_ALL=C.UTF-8").contains("exit 2");
        assertThat(received).isEmpty();
    }

    /// A project of the script, the JVM's options and a jar that leads to the classes of this test, put together by
    /// `sh`.
    private void writeProject() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Tvl.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toASCIIString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(folder.resolve("tvl.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
        String said = sh("""
                cd "$1"
                mkdir -p 'pröject dir/scripts' 'pröject dir/bench/harness/target'
                cp "$4/scripts/tvl" 'pröject dir/scripts/'
                cp "$4/bench/harness/jvm.options" 'pröject dir/bench/harness/'
                cp tvl.jar 'pröject dir/bench/harness/target/tvl-harness.jar'
                touch 'pröject dir/bench/harness/target/built'
                """);
        assertThat(said).isEmpty();
    }

    /// @param script gets this test's folder, the server's port, a java and the project's root
    private String sh(String script) throws Exception {
        Path file = Files.writeString(folder.resolve("script"), script);
        Process sh = new ProcessBuilder(
                        "sh",
                        file.toString(),
                        folder.toString(),
                        Integer.toString(server.getAddress().getPort()),
                        Project.java(),
                        System.getProperty("tvl.root"))
                .redirectErrorStream(true)
                .start();
        String said = new String(sh.getInputStream().readAllBytes(), UTF_8);
        sh.waitFor();
        return said;
    }
}

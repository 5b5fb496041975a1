package threadvsloop.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.FakeServer;
import threadvsloop.harness.TinyProject;

/// `--out` of `tvl load`, in processes: nothing that was measured is lost because it cannot be written, and nothing is
/// lost in silence.
class LoadFilesTest {

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

    @ParameterizedTest
    @ValueSource(strings = {".json", ".hlog", ".response.hgrm", ".service.hgrm"})
    void aFolderInTheWayIsSaidBeforeTheLoad(String ending) throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("it" + ending));
        Process tvl = load(List.of(), "--closed -d 60s");
        assertThat(messages(tvl)).contains("tvl: --out ").contains(inTheWay + " is a folder; name another prefix");
        assertThat(tvl.waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(tvl.getInputStream()).isEmpty();
    }

    /// A limit on the size of files stands for a full disk: the system refuses to write on.
    @Test
    void aFullDiskIsSaidAfterTheResultWasPrinted() throws Exception {
        Path earlier = Files.writeString(folder.resolve("it.hlog"), "an earlier result");
        Process tvl = load(List.of("sh", "-c", "ulimit -f 1; exec \"$@\"", "sh"), "--closed -d 1s");
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        String said = messages(tvl);
        assertThat(tvl.waitFor()).as(said).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(printed).contains("achieved ").contains("service ");
        assertThat(said)
                .containsPattern("tvl: --out: .*it\\.[a-z.]+: cannot be written: .*File too large")
                .doesNotContain("\tat ");
        assertThat(earlier).as("a stored result is not made worse").hasContent("an earlier result");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as("nothing half written is left")
                    .isSubsetOf("it.hlog", "it.json", "project");
        }
    }

    @Test
    void aFolderThatGoesAwayMeanwhileIsSaidAfterTheResultWasPrinted() throws Exception {
        Path going = Files.createDirectory(folder.resolve("going"));
        Process tvl = tiny.spawn(new ProcessBuilder(command("--closed -d 600s", going.resolve("it"))));
        while (!tvl.errorReader(UTF_8).readLine().startsWith("measurement")) {
            assertThat(tvl.isAlive()).isTrue();
        }
        Files.delete(going);
        new ProcessBuilder("kill", "-TERM", Long.toString(tvl.pid())).start().waitFor();
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        String said = String.join("\n", tvl.errorReader(UTF_8).lines().toList());
        assertThat(tvl.waitFor()).isEqualTo(143);
        assertThat(printed).contains("achieved ").contains("Stopped by SIGTERM");
        assertThat(said)
                .contains(going.resolve("it.json") + ": cannot be written: ")
                .doesNotContain("\tat ");
    }

    @Test
    void aSearchIsWrittenToo() throws Exception {
        Process tvl = load(
                List.of(),
                "--find-capacity rate<1 --rate 1 --precision 1 --confirm 1 -d 1s --arrivals constant --json");
        JsonNode printed = new ObjectMapper().readTree(tvl.getInputStream());
        tvl.waitFor();
        assertThat(printed.required("steps")).isNotEmpty();
        assertThat(new ObjectMapper().readTree(folder.resolve("it.json").toFile()))
                .isEqualTo(printed);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve("it.json"));
        }
    }

    private Process load(List<String> within, String arguments) throws IOException {
        List<String> command = new ArrayList<>(within);
        command.addAll(command(arguments, folder.resolve("it")));
        return tiny.spawn(new ProcessBuilder(command));
    }

    private List<String> command(String arguments, Path prefix) {
        List<String> all = new ArrayList<>(
                List.of("load", "http://127.0.0.1:" + server.getAddress().getPort() + "/", "--out", prefix.toString()));
        all.addAll(Arrays.asList(arguments.split(" ")));
        List<String> command = new ArrayList<>(tiny.command(all.toArray(String[]::new)));
        // The JVM's own file of counters would be the first to be refused.
        command.add(1, "-XX:-UsePerfData");
        return command;
    }

    private static String messages(Process tvl) throws IOException {
        return new String(tvl.getErrorStream().readAllBytes(), UTF_8);
    }
}

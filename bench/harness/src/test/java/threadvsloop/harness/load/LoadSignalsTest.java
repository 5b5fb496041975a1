package threadvsloop.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.FakeServer;
import threadvsloop.harness.TinyProject;

/// Real signals to real processes of `tvl load`: what was measured until then is printed and written, in every shape
/// and
/// phase, and the exit code is the signal's.
@Execution(ExecutionMode.CONCURRENT)
class LoadSignalsTest {

    @TempDir
    private Path folder;

    @AutoClose
    private TinyProject tiny;

    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        tiny = new TinyProject(folder.resolve("project"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            // Long enough that a closed loop does not keep the machine busy.
            FakeServer.sleep(20);
            byte[] body = new byte[exchange.getRequestURI().getPath().contains("bytes") ? 1_000_000 : 2];
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/never", exchange -> {
            try (exchange) {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
    }

    @ParameterizedTest(name = "SIG{0} while in {2} of {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # signal | exit | phase    | tvl load URL …
            INT  | 130 | measurement   | --closed
            TERM | 143 | measurement   | --rate 100
            HUP  | 129 | measurement   | --rate 10..200
            INT  | 130 | measurement   | --rate 100,0,100
            TERM | 143 | measurement   | --sessions 20 --session-requests 3 --think 10ms
            HUP  | 129 | measurement   | --closed --think exp:5ms
            INT  | 130 | measurement   | --closed --connection-per-request
            TERM | 143 | measurement   | --closed --slow-readers 2 --slow-request /bytes
            HUP  | 129 | measurement   | --closed --slow-writers 2
            INT  | 130 | measurement   | --closed --loops 2 --idle 1
            """)
    void whatWasMeasuredIsPrintedAndWritten(String signal, int exit, String phase, String arguments) throws Exception {
        Process tvl = load("/", "-d 600s " + arguments, true);
        awaitSecond(tvl, phase, 2);
        kill(tvl, signal);
        JsonNode printed = new ObjectMapper().readTree(tvl.getInputStream());
        assertThat(tvl.waitFor()).isEqualTo(exit);
        assertThat(printed.required("stoppedBy").asText()).isEqualTo("SIG" + signal);
        assertThat(printed.required("requests").asLong()).isPositive();
        assertThat(printed.required("windowSeconds").asDouble()).isBetween(1.5, 300.0);
        assertThat(printed.required("validity").required("reasons").toString()).contains("stopped after ");
        assertThat(new ObjectMapper().readTree(folder.resolve("kept.json").toFile()))
                .isEqualTo(printed);
        assertThat(folder.resolve("kept.hlog")).isNotEmptyFile();
        assertThat(folder.resolve("kept.response.hgrm")).isNotEmptyFile();
        assertThat(folder.resolve("kept.service.hgrm")).isNotEmptyFile();
    }

    @ParameterizedTest(name = "SIG{0} while in {2}")
    @CsvSource(delimiter = '|', textBlock = """
            INT  | 130 | connect  | /      | --closed -c 100 --connect-rate 1         | stopped before the measurement began
            TERM | 143 | warm-up  | /      | --closed --warmup 600s                   | stopped before the measurement began
            HUP  | 129 | drain    | /never | --closed -d 500ms --timeout 600s         | unfinished 10
            """)
    void beforeAndAfterTheMeasurementToo(
            String signal, int exit, String phase, String path, String arguments, String said) throws Exception {
        Process tvl = load(path, arguments, false);
        awaitSecond(tvl, phase, 1);
        kill(tvl, signal);
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        assertThat(tvl.waitFor()).isEqualTo(exit);
        assertThat(printed).contains(said).contains("Stopped by SIG" + signal);
        assertThat(folder.resolve("kept.json")).isNotEmptyFile();
    }

    @Test
    void aSearchSaysWhatItsRunsHaveShown() throws Exception {
        Process tvl = load("/", "--find-capacity p99<60s --rate 10 -d 1s --arrivals constant", true);
        awaitLine(tvl, "  widen ");
        awaitLine(tvl, "  widen ");
        kill(tvl, "INT");
        JsonNode printed = new ObjectMapper().readTree(tvl.getInputStream());
        assertThat(tvl.waitFor()).isEqualTo(130);
        assertThat(printed.required("result").asText()).isEqualTo("stopped");
        assertThat(printed.required("stoppedBy").asText()).isEqualTo("SIGINT");
        assertThat(printed.required("steps").size()).isGreaterThanOrEqualTo(2);
        assertThat(new ObjectMapper().readTree(folder.resolve("kept.json").toFile()))
                .isEqualTo(printed);
    }

    @Test
    void aSearchIsStoppedWhileItRestsAndSaysItsBounds() throws Exception {
        Process tvl = load("/", "--find-capacity p50<1us --rate 40 -d 1s --arrivals constant", false);
        awaitLine(tvl, "  widen ");
        kill(tvl, "TERM");
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        assertThat(tvl.waitFor()).isEqualTo(143);
        assertThat(printed).contains("stopped before the end; ").contains("  widen ");
    }

    /// The first signal waits for requests in flight to be counted, for files, and for whoever reads the output. Nobody
    /// does here, and the document is longer than a pipe holds.
    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        StringBuilder mix = new StringBuilder("-d 600s --closed --json");
        for (int i = 0; i < 16; i++) {
            mix.append(" --request /%02d%s".formatted(i, "a".repeat(6_000)));
        }
        Process tvl = load("/", mix.toString(), false);
        awaitSecond(tvl, "measurement", 1);
        kill(tvl, "INT");
        assertThat(tvl.waitFor(1, TimeUnit.SECONDS))
                .as("it waits for its reader")
                .isFalse();
        kill(tvl, "TERM");
        assertThat(tvl.waitFor(9, TimeUnit.MINUTES)).isTrue();
        assertThat(tvl.exitValue()).isEqualTo(130);
    }

    /// `timeout` sends its signal twice, to the process and to its group. That its time is over is said to it, since
    /// nobody knows when a busy machine has begun to measure.
    @Test
    void oneWishInTwoSignalsLosesNothing() throws Exception {
        List<String> command = new ArrayList<>(List.of("timeout", "--signal=TERM", "600"));
        command.addAll(command("/", "--closed -d 600s"));
        Process tvl = tiny.spawn(new ProcessBuilder(command));
        awaitSecond(tvl, "measurement", 1);
        kill(tvl, "ALRM");
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        assertThat(tvl.waitFor()).as("exit code of timeout").isEqualTo(124);
        assertThat(printed).contains("Stopped by SIGTERM");
        assertThat(folder.resolve("kept.json")).isNotEmptyFile();
    }

    @Test
    void aSignalThatIsIgnoredFromTheStartStaysSo() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
        command.addAll(command("/", "--closed -d 3s"));
        Process tvl = tiny.spawn(new ProcessBuilder(command));
        awaitSecond(tvl, "measurement", 1);
        kill(tvl, "HUP");
        String printed = new String(tvl.getInputStream().readAllBytes(), UTF_8);
        assertThat(printed).doesNotContain("Stopped by");
        assertThat(tvl.waitFor()).isNotEqualTo(129);
    }

    private Process load(String path, String arguments, boolean json) throws IOException {
        List<String> command = command(path, arguments);
        if (json) {
            command.add("--json");
        }
        return tiny.spawn(new ProcessBuilder(command));
    }

    private List<String> command(String path, String arguments) {
        List<String> all = new ArrayList<>(List.of(
                "load",
                "http://127.0.0.1:" + server.getAddress().getPort() + path,
                "--out",
                folder.resolve("kept").toString()));
        all.addAll(Arrays.asList(arguments.split(" ")));
        return tiny.command(all.toArray(String[]::new));
    }

    /// Reads messages up to this second of a phase, or a later one: a busy machine may leave some out.
    private static void awaitSecond(Process tvl, String phase, int second) throws IOException {
        Pattern line = Pattern.compile(phase + " +(\\d+)/.*");
        awaitLine(tvl, phase + " in its second " + second, said -> {
            Matcher progress = line.matcher(said);
            return progress.matches() && Integer.parseInt(progress.group(1)) >= second;
        });
    }

    /// Reads messages up to a line that begins so.
    private static void awaitLine(Process tvl, String start) throws IOException {
        awaitLine(tvl, start, line -> line.startsWith(start));
    }

    private static void awaitLine(Process tvl, String what, Predicate<String> wanted) throws IOException {
        BufferedReader messages = tvl.errorReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            said.append(line).append('\n');
            if (wanted.test(line)) {
                return;
            }
        }
        throw new AssertionError("ended before it said '" + what + "': " + said);
    }

    private static void kill(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}

package threadvsloop.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.cli.Tvl;

/// `tvl load` on a real server. What is expected of it depends on no speed: it holds at any, or at none.
class LoadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void objectivesThatAreMetLeaveTheExitCodeAlone() throws Exception {
        int exit = load("--closed", "-c", "2", "-d", "500ms", "--expect", "errors<1%,p50<50s", "--json");

        JsonNode objectives = new ObjectMapper().readTree(out.toString()).required("objectives");
        assertThat(exit).isEqualTo(ExitCode.DONE);
        assertThat(objectives).hasSize(2).allMatch(each -> each.required("met").asBoolean());
    }

    @Test
    void anObjectiveThatIsMissedIsSaidAndGivesItsOwnExitCode() throws Exception {
        int exit = load("--closed", "-c", "2", "-d", "500ms", "--expect", "p99<1us,errors<1%");

        assertThat(exit).isEqualTo(6);
        assertThat(out.toString())
                .containsPattern("MISSED  p99<0\\.001ms: p99 [0-9.]+ ms")
                .contains("met     errors<1");
    }

    @Test
    void anObjectiveThatCannotBeReadIsRefusedBeforeTheLoad() throws Exception {
        assertThat(load("--closed", "--expect", "p99<5")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--expect: \"p99<5\" is not an objective");
    }

    @Test
    void whatWasMeasuredStandsInFilesThatStockToolsRead() throws Exception {
        Path prefix = folder.resolve("it");
        load("--rate", "200", "-d", "1500ms", "--out", prefix.toString(), "--json");

        JsonNode printed = new ObjectMapper().readTree(out.toString());
        assertThat(new ObjectMapper().readTree(prefix.resolveSibling("it.json").toFile()))
                .isEqualTo(printed);
        assertThat(sumOf("response", prefix.resolveSibling("it.hlog")))
                .isEqualTo(printed.required("requests").asLong());
        assertThat(Files.readString(prefix.resolveSibling("it.response.hgrm")))
                .containsPattern("Total count +=  +" + printed.required("requests"));
        assertThat(prefix.resolveSibling("it.service.hgrm")).content().contains("service time in milliseconds");
    }

    @Test
    void aFolderThatIsNotThereIsSaidBeforeTheLoad() throws Exception {
        assertThat(load("--closed", "--out", folder.resolve("no/it").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("is not a folder that can be written to");
    }

    /// Held is what stays below 600 requests per second, whatever the machine.
    @Test
    void theCapacityIsFoundBetweenTwoRatesAndAllStepsAreShown() throws Exception {
        int exit = load(
                "--find-capacity",
                "rate<600",
                "--arrivals",
                "constant",
                "-d",
                "1s",
                "--warmup",
                "300ms",
                "--precision",
                "0.2",
                "--confirm",
                "1",
                "--json");

        JsonNode found = new ObjectMapper().readTree(out.toString());
        assumeFalse(
                found.required("reason").asText().endsWith("were not valid"),
                "the machine was too busy to send anything on time");
        assertThat(exit).describedAs(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(found.required("result").asText()).isEqualTo("found");
        assertThat(found.required("lowPerSecond").asDouble()).isBetween(300.0, 700.0);
        assertThat(found.required("highPerSecond").asDouble()).isBetween(500.0, 900.0);
        List<String> phases = new ArrayList<>();
        found.required("steps")
                .forEach(step -> phases.add(step.required("phase").asText()));
        // A step that a busy machine could not carry out is taken again.
        assertThat(phases)
                .startsWith("WIDEN", "WIDEN")
                .containsSubsequence("WIDEN", "NARROW")
                .endsWith("CONFIRM", "CONFIRM");
    }

    private static long sumOf(String tag, Path file) throws Exception {
        long sum = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (tag.equals(next.getTag()) && next instanceof org.HdrHistogram.Histogram histogram) {
                    sum += histogram.getTotalCount();
                }
            }
        }
        return sum;
    }

    private int load(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("load", "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        all.addAll(List.of(arguments));
        return Tvl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}

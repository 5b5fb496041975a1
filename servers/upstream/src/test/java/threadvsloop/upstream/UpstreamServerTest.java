package threadvsloop.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.endpoints.RawClient;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

class UpstreamServerTest {
    private final List<RunningServer> started = new ArrayList<>();

    @TempDir
    private Path files;

    private RunningServer start(String... arguments) throws Exception {
        UpstreamServer upstream = new UpstreamServer();
        List<String> all = new ArrayList<>(List.of("--files", files.toString()));
        all.addAll(List.of(arguments));
        Options options = Options.parse(upstream.options(), all.toArray(String[]::new));
        RunningServer server = upstream.start(options, Identity.ofThisProcess("upstream", Map.of()));
        started.add(server);
        return server;
    }

    @AfterEach
    void stop() {
        started.forEach(server -> server.stop(Duration.ZERO));
    }

    @Test
    void waitsAndTellsHowLateItWas() throws Exception {
        RunningServer server = start("--loops", "2");
        try (RawClient client = new RawClient(server.port())) {
            long fromNs = System.nanoTime();
            assertThat(client.ask("/wait/20").body()).isEqualTo("waited");
            long tookNs = System.nanoTime() - fromNs;
            assertThat(tookNs).isGreaterThanOrEqualTo(20_000_000);
            String stats = client.ask("/stats").body();
            double maxMs = Double.parseDouble(stats.replaceAll(".*\"latenessMs\":.*?\"max\":([0-9.]+).*", "$1"));
            assertThat(maxMs).as(stats).isPositive().isLessThan(tookNs / 1e6 - 20 + 0.001);
        }
    }

    @Test
    void countsAnewAfterAReset() throws Exception {
        RunningServer server = start();
        try (RawClient one = new RawClient(server.port());
                RawClient two = new RawClient(server.port())) {
            one.send(RawClient.get("/wait/100"));
            two.send(RawClient.get("/wait/100"));
            one.answer();
            two.answer();
            assertThat(one.ask("/stats").body())
                    .contains("\"inFlight\":{\"now\":0,\"max\":2}")
                    .doesNotContain("\"latenessMs\":{\"p50\":0.0,\"p99\":0.0,\"max\":0.0}");
            one.send("POST /stats/reset HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(one.answer().body()).isEqualTo("reset");
            assertThat(one.ask("/stats").body())
                    .contains("\"inFlight\":{\"now\":0,\"max\":0}")
                    .contains("\"latenessMs\":{\"p50\":0.0,\"p99\":0.0,\"max\":0.0}");
        }
    }

    @Test
    void waitsForRandomTimes() throws Exception {
        RunningServer server = start("--delay", "exponential", "--seed", "3");
        try (RawClient client = new RawClient(server.port())) {
            List<Long> tookMs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long fromNs = System.nanoTime();
                client.ask("/wait/10");
                tookMs.add((System.nanoTime() - fromNs) / 1_000_000);
            }
            // The chance that none of 20 is shorter than 5 ms is 6 in a million; the seed makes it always the same
            // draw.
            assertThat(tookMs).anyMatch(ms -> ms < 10).anyMatch(ms -> ms >= 10);
        }
    }
}

package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the project's own servers can be told besides what all are told. Several at once: these tests wait.
@EveryOwnServer
@Execution(ExecutionMode.CONCURRENT)
class OwnOptionsTest {

    private static final int REQUESTS = 20;

    private final Contestant contestant;

    OwnOptionsTest(Contestant contestant) {
        this.contestant = contestant;
    }

    /// One value each: the others are tested where they are read.
    @ParameterizedTest
    @CsvSource({"--burn, 1.5", "--delay, 5ms", "--send-buffer, 64k"})
    void refusesABadValueWithOneLine(String option, String value) throws Exception {
        try (ServerProcess server = ServerProcess.launch(contestant, option, value)) {
            server.assertRefuses(option, value);
        }
    }

    @Test
    void hasNoneOfThemByDefault() throws Exception {
        JsonNode options = ServerProcess.sharedAlone(contestant).stats().required("options");
        assertThat(options.required("burn").asText()).isEqualTo("0");
        assertThat(options.required("delay").asText()).isEqualTo("0");
        assertThat(options.required("send-buffer").asText()).isEqualTo("system");
    }

    /// The two handicaps at once: no answer is early, and the processor has worked for all of them, or would have if
    /// other processes had let it, as what is burnt ends by the clock. Half of what was wanted is asked for.
    @Test
    void isHeldBack() throws Exception {
        ProcFiles.assumeThere();
        long burnMs = 10;
        try (ServerProcess server = ServerProcess.start(contestant, "--delay", "20.5", "--burn", burnMs + "000000");
                RawConnection connection = server.connect()) {
            long cpuMs = cpuMs(server);
            Map<String, Long> waitedNs = ProcFiles.waitedForCpuNs(server);
            for (int i = 0; i < REQUESTS; i++) {
                long from = System.nanoTime();
                assertThat(connection.get("/plaintext").text()).isEqualTo("Hello, World!");
                assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(20_500_000);
            }
            long worked = cpuMs(server) - cpuMs;
            long waited = ProcFiles.waitedForCpuNs(server).entrySet().stream()
                            .mapToLong(task -> task.getValue() - waitedNs.getOrDefault(task.getKey(), 0L))
                            .sum()
                    / 1_000_000;
            assertThat(worked + waited).isGreaterThanOrEqualTo(REQUESTS * burnMs / 2);
            JsonNode options = server.stats().required("options");
            assertThat(options.required("delay").asText()).isEqualTo("20.5");
            assertThat(options.required("burn").asText()).isEqualTo("10000000");
        }
    }

    private static long cpuMs(ServerProcess server) {
        return server.handle().info().totalCpuDuration().orElseThrow().toMillis();
    }

    @Test
    void countsItsWrites() throws Exception {
        try (ServerProcess server = ServerProcess.start(contestant, "--send-buffer", "8192");
                RawConnection connection = server.connect()) {
            assertThat(connection.get("/bytes/1000000").body()).hasSize(1_000_000);
            long writes = server.stats().required("writes").asLong();
            assertThat(writes).isPositive();
            assertThat(server.stats().required("writes").asLong())
                    .as("the answer of /stats itself is one more")
                    .isEqualTo(writes + 1);
        }
    }
}

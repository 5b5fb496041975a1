package threadvsloop.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.RawClient;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

/// How `/block` blocks, and whom.
class BlockingWayTest {

    private static Process startOnOneCarrier(String way) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BlockingServerMain.class.getName(),
                        "--threads",
                        "virtual",
                        "--block",
                        way)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int port(BufferedReader stdout) throws Exception {
        return Integer.parseInt(stdout.readLine().replaceAll(".*\"port\":(\\d+).*", "$1"));
    }

    /// Whether a request that comes while another blocks for `ms` is answered only after it. The first of two
    /// pipelined answers says that the blocking has begun: the thread sends it, and blocks before it ever waits for
    /// anything else.
    private static boolean holdsUpAnother(String way, int ms) throws Exception {
        Process server = startOnOneCarrier(way);
        try (BufferedReader stdout = server.inputReader()) {
            int port = port(stdout);
            try (RawClient blocking = new RawClient(port);
                    RawClient other = new RawClient(port)) {
                assertThat(other.ask("/plaintext").status()).isEqualTo(200);
                blocking.send(RawClient.get("/plaintext") + RawClient.get("/block/" + ms));
                assertThat(blocking.answer().body()).isEqualTo("Hello, World!");
                assertThat(other.ask("/plaintext").status()).isEqualTo(200);
                return blocking.hasArrived();
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void aNativeCallKeepsTheCarrier() throws Exception {
        assertThat(holdsUpAnother("native", 1_000)).isTrue();
    }

    @Test
    void aSleepGivesTheCarrierUp() throws Exception {
        assertThat(holdsUpAnother("sleep", 60_000)).isFalse();
    }

    @Test
    void aNativeSleepIsNeverShort() throws Exception {
        NativeSleep sleep = BlockingWay.NATIVE.nativeSleep().orElseThrow();
        for (int ms : new int[] {0, 1, 3, 20}) {
            long from = System.nanoTime();
            sleep.sleep(ms * 1_000_000L);
            assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(ms * 1_000_000L);
        }
    }

    @Test
    void sleepsUnlessToldOtherwise() throws Exception {
        assertThat(Options.parse(new BlockingContestant().options()).texts()).containsEntry("block", "sleep");
        assertThat(BlockingWay.SLEEP.nativeSleep()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Native", "pin"})
    void isRefusedWhenUnknown(String text) {
        assertThatThrownBy(() -> Options.parse(new BlockingContestant().options(), "--block=" + text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--block must be sleep or native, not \"" + text + '"');
    }
}

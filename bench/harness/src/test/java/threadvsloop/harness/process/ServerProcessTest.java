package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.ServerFailedException;

/// Servers that go wrong, played by shell scripts.
class ServerProcessTest {

    private static final String READY =
            "{\"ready\":true,\"contestant\":\"x\",\"port\":1,\"pid\":1,\"runtime\":\"sh\",\"version\":\"1\",\"more\":1}";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # script                             | reason
            echo 'no port' >&2; exit 3           | the server ended before it was ready with exit code 3; its log ends: no port
            echo hello; sleep 60                 | the server's first line is not a ready line
            echo '{"ready":false,"port":1}'      | the server's first line is not a ready line
            sleep 60                             | the server was not ready within 1 s
            """)
    void aServerThatNeverGetsReadyIsNamedWithItsReason(String script, String reason) {
        assertThatThrownBy(() -> start(script))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aCommandThatDoesNotExistIsAServerFailure() {
        assertThatThrownBy(() -> ServerProcess.start(
                        List.of("no-such-command-anywhere"),
                        new ServerLog(folder.resolve("log")),
                        Duration.ofSeconds(1)))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("cannot be started")
                .hasMessageContaining("no-such-command-anywhere");
    }

    @Test
    void closingItsInputEndsAServerThatListens() throws Exception {
        ServerProcess server = start("echo '" + READY + "'; cat >/dev/null");
        assertThat(server.isAlive()).isTrue();
        server.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(server.waitFor()).isZero();
    }

    @Test
    void aServerThatDoesNotListenIsKilledWithItsChildren() throws Exception {
        ServerProcess server = start("echo '" + READY + "'; sleep 1000 & while true; do sleep 1; done");
        long[] tree = server.tree();
        server.close();
        assertThat(server.isAlive()).isFalse();
        for (long pid : tree) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                    .as("process " + pid)
                    .isEmpty();
        }
    }

    @Test
    void aTalkativeServerDoesNotBlockOnAFullPipe() throws Exception {
        try (ServerProcess server = start("echo '" + READY + "'; seq 1 200000; echo done >&2; cat >/dev/null")) {
            while (!server.logTail().contains("done")) {
                Thread.sleep(20);
            }
        }
    }

    private ServerProcess start(String script) throws Exception {
        return ServerProcess.start(
                List.of("sh", "-c", script), new ServerLog(folder.resolve("log")), Duration.ofSeconds(1));
    }
}

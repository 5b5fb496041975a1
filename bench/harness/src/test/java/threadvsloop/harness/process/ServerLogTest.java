package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.ServerFailedException;

/// What a server writes into its log must not move the terminal of who reads of it.
class ServerLogTest {

    @TempDir
    private Path folder;

    @Test
    void aLogsTailIsFitForATerminalHoweverLongTheLog() throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, "old\n".repeat(2_000_000) + "first\n\u001b[41mboom\u001b[0m\u0007\n");
        Files.write(log, new byte[] {(byte) 0xff, (byte) 0xfe, 'z', '\n'}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(new ServerLog(log).tail()).isEqualTo("old | old | old | old | old | first | boom␇ | \ufffd\ufffdz");
        assertThat(new ServerFailedException("it died", new ServerLog(log).tail()))
                .message()
                .doesNotContain("\u001b");
        Files.writeString(log, "");
        assertThat(new ServerLog(log).tail()).isEmpty();
        assertThat(new ServerLog(folder.resolve("none")).tail()).contains("cannot be read");
    }
}

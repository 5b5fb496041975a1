package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server writes into its log must not move the terminal of who reads of it.
class PrintableTest {

    @TempDir
    private Path folder;

    @Test
    void coloursTitlesAndCursorMovementsAreLeftOut() {
        assertThat(
                        Printable.of(
                                "\u001b[31;1mred\u001b[0m \u001b]0;title\u0007and \u001b]8;;x\u001b\\link\u001b[2J\u001b[H\u001bc!"))
                .isEqualTo("red and link!");
        assertThat(Printable.of("\u009b31mred\u009d0;title\u009c")).isEqualTo("red");
    }

    @Test
    void whatCannotBeShownIsReplaced() {
        assertThat(Printable.of("a\u0000b\u0008c\u007fd\u202ee\ufefff\u001b"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffd");
        assertThat(Printable.of("tab\there\r\nand there")).isEqualTo("tab here and there");
        assertThat(Printable.of("Größe 漢字 🙂")).isEqualTo("Größe 漢字 🙂");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(Printable.of("x".repeat(100_000))).hasSize(501).endsWith("…");
    }

    @Test
    void aLogsTailIsFitForATerminalHoweverLongTheLog() throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, "old\n".repeat(2_000_000) + "first\n\u001b[41mboom\u001b[0m\u0007\n");
        Files.write(log, new byte[] {(byte) 0xff, (byte) 0xfe, 'z', '\n'}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(new ServerLog(log).tail())
                .isEqualTo("old | old | old | old | old | first | boom\ufffd | \ufffd\ufffdz");
        assertThat(new ServerFailedException("it died", new ServerLog(log).tail()))
                .message()
                .doesNotContain("\u001b");
        Files.writeString(log, "");
        assertThat(new ServerLog(log).tail()).isEmpty();
        assertThat(new ServerLog(folder.resolve("none")).tail()).contains("cannot be read");
    }
}

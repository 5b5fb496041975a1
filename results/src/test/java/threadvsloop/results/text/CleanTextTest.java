package threadvsloop.results.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

    @Test
    void escapeSequencesAreTakenOut() {
        assertThat(CleanText.of(
                        "\u001b[31;1mred\u001b[0m \u001b]0;title\u0007and \u001b]8;;http://x\u001b\\link\u001bc!"))
                .isEqualTo("red and link!");
        assertThat(CleanText.of("\u009b31mred\u009d0;title\u009c")).isEqualTo("red");
        assertThat(CleanText.of("\u001b[2J\u001b[Hgone")).isEqualTo("gone");
    }

    @Test
    void otherControlCharactersAreShown() {
        assertThat(CleanText.of("a\u0000b\u0007c\bd\u007fe\u0085f")).isEqualTo("a␀b␇c␈d␡e�f");
        assertThat(CleanText.of("unfinished \u001b[")).isEqualTo("unfinished ␛[");
        assertThat(CleanText.of("<b>\u001b]0;no end</b>\nnext\u0007")).isEqualTo("<b>␛]0;no end</b>\nnext␇");
    }

    @Test
    void whatTurnsTextAroundIsReplaced() {
        assertThat(CleanText.of("user\u202etxt.exe\u2066")).isEqualTo("user�txt.exe�");
        assertThat(CleanText.of("half \ud800 \uffff")).isEqualTo("half � �");
    }

    @Test
    void aMessageHasOneLineThatIsNotTooLong() {
        assertThat(CleanText.line(" tab\there\r\nand there\u0000\ufeff")).isEqualTo("tab here and there␀�");
        assertThat(CleanText.line("x".repeat(100_000))).hasSize(501).endsWith("…");
    }

    @Test
    void ordinaryTextStays() {
        String text = "Größe: 8,6%\t→ \"日本\" 😀\r\nnext";
        assertThat(CleanText.of(text)).isEqualTo(text);
    }
}

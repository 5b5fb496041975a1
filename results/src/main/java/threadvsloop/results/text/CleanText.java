package threadvsloop.results.text;

import java.util.regex.Pattern;

/// Text of others, such as a server's log, without what a terminal or a page would obey instead of showing.
public final class CleanText {
    /// Escape sequences as ECMA-48 has them: those with parameters, strings up to their terminator, and two characters.
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[\\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)|\u001b[@-Z\\\\^_]");

    private static final char REPLACEMENT = '\ufffd';
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;

    private CleanText() {}

    /// Escape sequences are taken out, other control characters become their pictures (`␀`, `␛`), and what turns the
    /// direction of text or is no character becomes `�`. Line ends and tabs stay.
    public static String of(String text) {
        if (text.codePoints().noneMatch(CleanText::isUnsafe)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        ESCAPES.matcher(text).replaceAll("").codePoints().forEach(c -> clean.appendCodePoint(shown(c)));
        return clean.toString();
    }

    private static int shown(int c) {
        if (!isUnsafe(c)) {
            return c;
        }
        return c < ' ' ? CONTROL_PICTURES + c : c == 0x7f ? DELETE_PICTURE : REPLACEMENT;
    }

    private static boolean isUnsafe(int c) {
        return switch (c) {
            case '\n', '\r', '\t' -> false;
            default -> Character.isISOControl(c) || isDirection(c) || isNoCharacter(c);
        };
    }

    /// Marks that make text read in another order than it is stored.
    private static boolean isDirection(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isNoCharacter(int c) {
        return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) || (c & 0xfffe) == 0xfffe;
    }
}

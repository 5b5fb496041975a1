package threadvsloop.results.text;

import java.util.regex.Pattern;

/// Text of others, such as a server's log, without what a terminal or a page would obey instead of showing.
public final class CleanText {
    /// Escape sequences as ECMA-48 has them, in seven bits and in eight: those with parameters (colours, cursor),
    /// strings up to their terminator (titles, links), and short ones. A string that does not end in its line or
    /// element is none: it would take away what others wrote.
    private static final Pattern ESCAPES = Pattern.compile(
            "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c\\r\\n<]*"
                    + "(?:\\x07|\\x1b\\\\|\\x9c)|\\x1b[ -/]*[0-Z\\\\^-~]");

    private static final char REPLACEMENT = '\ufffd';
    private static final int MAX_LINE = 500;
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

    /// The same in one line, for a message: blanks stand for tabs and the ends of lines, and what is long is cut.
    public static String line(String text) {
        String line = of(text).replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
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

    /// Marks that make text read in another order than it is stored, or break its lines, or that nobody sees.
    private static boolean isDirection(int c) {
        return (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
    }

    private static boolean isNoCharacter(int c) {
        return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) || (c & 0xfffe) == 0xfffe;
    }
}

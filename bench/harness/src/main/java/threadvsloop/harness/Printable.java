package threadvsloop.harness;

import java.util.regex.Pattern;

/// Text of others, made fit for a terminal and a report: a server's log may hold colours, cursor movements and whatever
/// else moves a terminal, or is read from right to left.
final class Printable {

    /// Sequences of ECMA-48: CSI (colours, cursor), OSC and the like (titles, links), and two-character ones.
    private static final Pattern SEQUENCES = Pattern.compile(
            "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c]*"
                    + "(?:\\x07|\\x1b\\\\|\\x9c)?|\\x1b[ -/]*[0-~]");

    /// Control, format (such as those that change the direction of writing), unpaired, private and unassigned
    /// characters.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\u2028\u2029]");

    private static final int MOST_CHARACTERS = 500;

    private Printable() {}

    /// One line: sequences are left out, blanks stand for tabs and the ends of lines, a replacement character for all
    /// else that cannot be shown. What is long is cut.
    static String of(String text) {
        String plain = SEQUENCES.matcher(text).replaceAll("").replaceAll("\\s+", " ");
        String shown = UNPRINTABLE.matcher(plain).replaceAll("\ufffd").strip();
        return shown.length() <= MOST_CHARACTERS ? shown : shown.substring(0, MOST_CHARACTERS) + "…";
    }
}

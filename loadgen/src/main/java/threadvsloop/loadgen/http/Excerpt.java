package threadvsloop.loadgen.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The beginning of what was read, for messages.
public final class Excerpt {
    private static final int MOST_BYTES = 100;
    private static final int MOST_HEAD_BYTES = 65_536;
    private static final Pattern LOCATION =
            Pattern.compile("^location:([^\\r\\n]*)\\r?$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private Excerpt() {}

    /// Where a redirect points to, ` to '/x'`; empty if what was read does not have it.
    public static String location(ByteBuffer read) {
        byte[] bytes = new byte[Math.min(read.limit(), MOST_HEAD_BYTES)];
        read.get(0, bytes);
        Matcher field = LOCATION.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return field.find() ? " to " + quoted(field.group(1).strip()) : "";
    }

    /// Up to the buffer's limit, as far as it helps, in quotes, with control characters escaped.
    public static String of(ByteBuffer read) {
        byte[] bytes = new byte[Math.min(read.limit(), MOST_BYTES)];
        read.get(0, bytes);
        String text = quoted(new String(bytes, StandardCharsets.ISO_8859_1));
        return bytes.length < read.limit() ? text.substring(0, text.length() - 1) + "…'" : text;
    }

    private static String quoted(String text) {
        StringBuilder escaped = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                default -> escaped.append(c < ' ' || c > '~' ? '.' : c);
            }
        }
        return escaped.append('\'').toString();
    }
}

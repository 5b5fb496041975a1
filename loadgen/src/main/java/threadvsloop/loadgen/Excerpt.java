package threadvsloop.loadgen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The beginning of what was read, for messages.
final class Excerpt {
    private static final int MOST_BYTES = 100;

    private Excerpt() {}

    /// Up to the buffer's limit, as far as it helps, in quotes, with control characters escaped.
    static String of(ByteBuffer read) {
        byte[] bytes = new byte[Math.min(read.limit(), MOST_BYTES)];
        read.get(0, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder escaped = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                default -> escaped.append(c < ' ' || c > '~' ? '.' : c);
            }
        }
        return escaped.append(bytes.length < read.limit() ? "…'" : "'").toString();
    }
}

package threadvsloop.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds requests in bytes: just as much of HTTP/1.1 as a client of this server speaks. Of the server's thread.
final class Requests {
    private static final Pattern LINE = Pattern.compile("[A-Z]+ (/\\S*) HTTP/1\\.[01]\r\n");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]{1,9})\r\n");

    private Requests() {}

    /// A request's head.
    ///
    /// @param path what stands in the request line, as it is
    /// @param bodyBytes what follows the head
    record Head(String path, long bodyBytes) {}

    /// Where the head that begins at the buffer's position ends; −1 if it is not whole. Leaves the buffer as it is.
    static int endOfHead(ByteBuffer in) {
        for (int i = in.position() + 3; i < in.limit(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n' && in.get(i - 3) == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /// Whether the buffer begins with these bytes.
    static boolean begins(ByteBuffer in, byte[] head) {
        if (in.remaining() < head.length) {
            return false;
        }
        int from = in.arrayOffset() + in.position();
        return Arrays.equals(in.array(), from, from + head.length, head, 0, head.length);
    }

    /// @throws IllegalArgumentException if it is no request; a client that sends none is not served
    static Head parse(byte[] head) {
        String text = new String(head, ISO_8859_1);
        Matcher line = LINE.matcher(text);
        if (!line.lookingAt()) {
            throw new IllegalArgumentException(
                    "not a request: " + text.lines().findFirst().orElse(""));
        }
        Matcher length = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
        return new Head(line.group(1), length.find() ? Long.parseLong(length.group(1)) : 0);
    }
}

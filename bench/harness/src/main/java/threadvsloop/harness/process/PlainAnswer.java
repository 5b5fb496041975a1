package threadvsloop.harness.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadvsloop.results.text.CleanText;

/// One answer read whole from a socket, for a look at a server: no load, nothing kept of the body but its length.
///
/// @param bytes of the body
/// @param kept whether the server keeps the connection for the next request, as its head says
public record PlainAnswer(int status, long bytes, boolean kept) {

    private static final int MOST_HEAD_BYTES = 65_536;
    private static final int LINE_FEED = 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.(\\d) (\\d{3})(?: .*)?");

    /// @param method of the request: an answer to `HEAD` has no body
    /// @throws IOException when it is no HTTP/1.x answer, or not whole
    public static PlainAnswer read(InputStream in, String method) throws IOException {
        String first = line(in);
        Matcher status = STATUS.matcher(first);
        if (!status.matches()) {
            throw new IOException("answered with \"" + CleanText.line(first) + "\", which is no HTTP/1.x");
        }
        Map<String, String> head = head(in);
        int code = Integer.parseInt(status.group(2));
        boolean asked = status.group(1).equals("0")
                ? head.getOrDefault("connection", "").contains("keep-alive")
                : !head.getOrDefault("connection", "").contains("close");
        if (method.equals("HEAD") || code == 204 || code == 304) {
            return new PlainAnswer(code, 0, asked);
        }
        if (head.getOrDefault("transfer-encoding", "").contains("chunked")) {
            return new PlainAnswer(code, chunks(in), asked);
        }
        String length = head.get("content-length");
        if (length != null) {
            long bytes = Long.parseLong(length);
            in.skipNBytes(bytes);
            return new PlainAnswer(code, bytes, asked);
        }
        return new PlainAnswer(code, in.transferTo(java.io.OutputStream.nullOutputStream()), false);
    }

    private static Map<String, String> head(InputStream in) throws IOException {
        Map<String, String> head = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                head.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
            }
        }
        return head;
    }

    private static long chunks(InputStream in) throws IOException {
        long bytes = 0;
        for (long size = size(line(in)); size > 0; size = size(line(in))) {
            in.skipNBytes(size);
            bytes += size;
            line(in);
        }
        head(in);
        return bytes;
    }

    private static long size(String line) throws IOException {
        try {
            return Long.parseLong(line.replaceFirst(";.*", "").strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("answered with a chunk of size \"" + CleanText.line(line) + "\"", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != LINE_FEED; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended before the answer was whole");
            }
            if (line.length() > MOST_HEAD_BYTES) {
                throw new IOException("answered with a line that does not end");
            }
            line.append((char) c);
        }
        return line.toString().replaceFirst("\\r$", "");
    }
}

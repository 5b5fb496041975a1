package threadvsloop.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// Writes responses as the server of one name in one second of time. Immutable, so threads may share it; whoever has a
/// clock replaces it every second ([#at]).
public final class ResponseEncoder {

    /// The interim answer to `Expect: 100-continue`.
    public static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /// No status line and header block is longer than this.
    public static final int MAX_HEAD_BYTES = 512;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int MAX_SERVER_CHARS = 64;

    private final String server;
    private final String serverAndDate;

    /// All of a 200 response before the value of its Content-Length, by content type.
    private final Map<ContentType, byte[]> okUpToLength = new EnumMap<>(ContentType.class);

    /// @param server the value of the `Server` header field: a token of at most 64 characters
    /// @param epochSecond what the `Date` header field shows
    public ResponseEncoder(String server, long epochSecond) {
        byte[] name = ascii(server);
        if (name.length == 0 || name.length > MAX_SERVER_CHARS || !Ascii.all(Ascii.TOKEN, name, 0, name.length)) {
            throw new IllegalArgumentException("server must be a token of 1 to 64 characters, not \"" + server + '"');
        }
        this.server = server;
        this.serverAndDate = "Server: " + server + "\r\nDate: " + HttpDate.of(epochSecond) + "\r\n";
        for (ContentType type : ContentType.values()) {
            okUpToLength.put(type, ascii(upToLength(Status.OK, type)));
        }
    }

    /// The same server, in another second.
    public ResponseEncoder at(long epochSecond) {
        return new ResponseEncoder(server, epochSecond);
    }

    /// Writes everything before the body: at most [#MAX_HEAD_BYTES].
    public void head(Response response, Persistence persistence, ByteBuffer out) {
        if (response.status() == Status.OK) {
            out.put(okUpToLength.get(response.type()));
        } else {
            out.put(ascii(upToLength(response.status(), response.type())));
        }
        putDecimal(response.bodyLength(), out);
        out.put(LINE_END);
        if (!response.allow().isEmpty()) {
            out.put(ascii("Allow: " + response.allow() + "\r\n"));
        }
        if (persistence != Persistence.KEEP_ALIVE) {
            out.put(ascii(persistence.field));
        }
        out.put(LINE_END);
    }

    private String upToLength(Status status, ContentType type) {
        return status.statusLine() + serverAndDate + "Content-Type: " + type.mediaType() + "\r\nContent-Length: ";
    }

    static void putDecimal(int value, ByteBuffer out) {
        int divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.put((byte) ('0' + value / divisor % 10));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

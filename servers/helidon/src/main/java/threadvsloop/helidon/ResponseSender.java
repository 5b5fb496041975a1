package threadvsloop.helidon;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import threadvsloop.http.ContentType;
import threadvsloop.http.Response;

/// Sends what endpoints answer as responses of Helidon. Any thread.
final class ResponseSender {
    /// Longer bodies are streamed in pieces of this size, since Helidon copies what it is given at once.
    private static final int PIECE_BYTES = 64 * 1024;

    private final Header server;
    private final Map<ContentType, Header> types = new EnumMap<>(ContentType.class);
    private final Map<threadvsloop.http.Status, Status> statuses = new EnumMap<>(threadvsloop.http.Status.class);

    ResponseSender(Header server) {
        this.server = server;
        for (ContentType type : ContentType.values()) {
            types.put(type, HeaderValues.createCached(HeaderNames.CONTENT_TYPE, type.mediaType()));
        }
        for (threadvsloop.http.Status status : threadvsloop.http.Status.values()) {
            statuses.put(status, Status.create(status.code()));
        }
    }

    /// Sends it, and waits for the client to read as far as the system does not hold it all. Says whether the
    /// connection
    /// closes after it, by the client's wish or by `last`.
    ///
    /// @throws io.helidon.webserver.CloseConnectionException if the client is gone
    boolean send(Response answer, ServerResponse to, boolean headOnly, boolean last) throws IOException {
        to.status(statuses.get(answer.status()));
        to.header(server).header(types.get(answer.type()));
        if (!answer.allow().isEmpty()) {
            to.header(HeaderNames.ALLOW, answer.allow());
        }
        if (last) {
            to.header(HeaderValues.CONNECTION_CLOSE);
        }
        if (headOnly) {
            to.contentLength(answer.bodyLength());
            to.send();
        } else if (answer.bodyLength() <= PIECE_BYTES) {
            sendWhole(answer.body(), to);
        } else {
            stream(answer.body(), to);
        }
        return to.headers().contains(HeaderNames.CONNECTION);
    }

    private static void sendWhole(ByteBuffer body, ServerResponse to) {
        if (body.hasArray()) {
            to.send(body.array(), body.arrayOffset(), body.limit());
        } else {
            byte[] copy = new byte[body.limit()];
            body.get(0, copy);
            to.send(copy);
        }
    }

    private static void stream(ByteBuffer body, ServerResponse to) throws IOException {
        to.contentLength(body.limit());
        byte[] piece = body.hasArray() ? body.array() : new byte[PIECE_BYTES];
        try (OutputStream out = to.outputStream()) {
            for (int from = 0; from < body.limit(); from += PIECE_BYTES) {
                int bytes = Math.min(PIECE_BYTES, body.limit() - from);
                if (body.hasArray()) {
                    out.write(piece, body.arrayOffset() + from, bytes);
                } else {
                    body.get(from, piece, 0, bytes);
                    out.write(piece, 0, bytes);
                }
            }
        }
    }
}

package threadvsloop.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import threadvsloop.http.ContentType;
import threadvsloop.http.Method;
import threadvsloop.http.Response;

/// Has Jetty send answers. Jetty itself adds `Content-Length` where it knows it. Any thread.
final class AnswerWriter {
    /// Longer bodies on the heap go out by way of a pooled buffer of this size: the JDK would copy them whole, for each
    /// write, to memory that the thread then keeps.
    private static final int PIECE_BYTES = 64 * 1024;

    private final HttpField server;
    private final Map<ContentType, HttpField> types = new EnumMap<>(ContentType.class);

    AnswerWriter(String contestant) {
        server = new PreEncodedHttpField(HttpHeader.SERVER, contestant);
        for (ContentType type : ContentType.values()) {
            types.put(type, new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type.mediaType()));
        }
    }

    /// Sends an answer. Returns before it is sent if the client does not read it, unless it is long and on the heap.
    ///
    /// @param callback told when it is sent, or failed if that cannot be
    void write(Response answer, Method method, org.eclipse.jetty.server.Response out, Callback callback)
            throws IOException {
        head(answer, out);
        ByteBuffer body = answer.body().duplicate();
        if (method == Method.HEAD) {
            out.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.bodyLength());
            out.write(true, BufferUtil.EMPTY_BUFFER, callback);
        } else if (body.isDirect() || body.remaining() <= PIECE_BYTES) {
            out.write(true, body, callback);
        } else {
            out.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.bodyLength());
            writePieces(body, out);
            callback.succeeded();
        }
    }

    /// Sends an error that ends the connection, whatever of the request was not read.
    void refuse(Response answer, Request request, org.eclipse.jetty.server.Response out, Callback callback) {
        head(answer, out);
        out.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        GuardedConnection connection = (GuardedConnection) request.getConnectionMetaData();
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection.refused());
        out.write(true, answer.body().duplicate(), callback);
    }

    private void head(Response answer, org.eclipse.jetty.server.Response out) {
        out.setStatus(answer.status().code());
        ConnectionMetaData connection = out.getRequest().getConnectionMetaData();
        HttpFields.Mutable headers = out.getHeaders();
        headers.put(server);
        headers.put(connection.getConnector().getServer().getDateField());
        headers.put(types.get(answer.type()));
        if (!answer.allow().isEmpty()) {
            headers.add(HttpHeader.ALLOW, answer.allow());
        }
        if (!connection.isPersistent()) {
            // Jetty says so to clients that speak HTTP/1.1; to others it goes without saying.
            headers.put(HttpFields.CONNECTION_CLOSE);
        }
    }

    private static void writePieces(ByteBuffer body, org.eclipse.jetty.server.Response out) throws IOException {
        RetainableByteBuffer piece =
                out.getRequest().getComponents().getByteBufferPool().acquire(PIECE_BYTES, true);
        try {
            while (body.hasRemaining()) {
                ByteBuffer bytes = piece.getByteBuffer();
                BufferUtil.clear(bytes);
                BufferUtil.append(bytes, body);
                try (Blocker.Callback sent = Blocker.callback()) {
                    out.write(!body.hasRemaining(), bytes, sent);
                    sent.block();
                }
            }
        } finally {
            piece.release();
        }
    }
}

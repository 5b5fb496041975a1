package threadvsloop.jetty;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import threadvsloop.http.Limits;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Reads a body whole, on the thread that serves the request. Its memory grows with what has arrived.
final class RequestBody {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final Response MALFORMED =
            Response.error(Status.BAD_REQUEST, "the chunked coding of the body is broken");
    private static final Response TOO_LATE = Response.error(Status.REQUEST_TIMEOUT, "the body took too long to arrive");
    private static final Response TOO_LARGE =
            Response.error(Status.CONTENT_TOO_LARGE, "body exceeds " + Limits.BODY_BYTES + " bytes");

    private byte[] array = {};
    private int length;

    private RequestBody() {}

    /// Waits until the request is complete.
    ///
    /// @throws RefusedException if it never will be, or is too large
    /// @throws IOException if the client is gone
    static ByteBuffer readAll(Request request) throws RefusedException, IOException {
        Content.Chunk first = next(request);
        if (first.isLast() && !first.hasRemaining()) {
            first.release();
            return NONE;
        }
        RequestBody body = new RequestBody();
        Content.Chunk chunk = first;
        while (true) {
            body.take(chunk);
            if (chunk.isLast()) {
                return ByteBuffer.wrap(body.array, 0, body.length);
            }
            chunk = next(request);
        }
    }

    private static Content.Chunk next(Request request) throws RefusedException, IOException {
        Content.Chunk chunk = request.read();
        while (chunk == null) {
            try (Blocker.Runnable arrival = Blocker.runnable()) {
                request.demand(arrival);
                arrival.block();
            }
            chunk = request.read();
        }
        if (!Content.Chunk.isFailure(chunk)) {
            return chunk;
        }
        if (chunk.getFailure() instanceof TimeoutException) {
            throw new RefusedException(TOO_LATE);
        }
        GuardedConnection connection = (GuardedConnection) request.getConnectionMetaData();
        if (connection.isAtEnd()) {
            throw new EOFException("the client is gone");
        }
        throw new RefusedException(MALFORMED);
    }

    private void take(Content.Chunk chunk) throws RefusedException {
        try {
            int bytes = chunk.remaining();
            if (length + bytes > Limits.BODY_BYTES) {
                throw new RefusedException(TOO_LARGE);
            }
            if (length + bytes > array.length) {
                int capacity = Math.min(Math.max(2 * array.length, length + bytes), Limits.BODY_BYTES);
                array = Arrays.copyOf(array, capacity);
            }
            chunk.get(array, length, bytes);
            length += bytes;
        } finally {
            chunk.release();
        }
    }
}

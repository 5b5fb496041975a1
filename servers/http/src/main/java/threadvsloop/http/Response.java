package threadvsloop.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// An answer, whichever server sends it. Immutable: a response may be a constant that many threads send at once.
///
/// @param body all of the buffer from 0 to its limit. Its position is shared and stays 0: read it with absolute
///     methods, or from a [ByteBuffer#duplicate()]
/// @param borrowed the body is the request's own and lasts as long as the request does; otherwise it lasts forever
/// @param allow the value of the `Allow` header field; empty for none
public record Response(Status status, ContentType type, ByteBuffer body, boolean borrowed, String allow) {

    public Response {
        if (body.position() != 0) {
            throw new IllegalArgumentException("body must start at 0, not at " + body.position());
        }
    }

    /// 200 with a body that never changes after the call.
    public static Response ok(ContentType type, ByteBuffer body) {
        return new Response(Status.OK, type, body, false, "");
    }

    /// 200 with one line of text.
    public static Response ok(String text) {
        return text(Status.OK, text, "");
    }

    /// 200 with a body that belongs to the request.
    public static Response borrowed(ContentType type, ByteBuffer body) {
        return new Response(Status.OK, type, body.slice(), true, "");
    }

    /// An error with its reason, one line of text.
    public static Response error(Status status, String reason) {
        return text(status, reason, "");
    }

    /// 200 without a body, with the methods that there are, as in `GET, HEAD`: the answer to `OPTIONS`.
    public static Response options(String allow) {
        return text(Status.OK, "", allow);
    }

    /// 405 with the methods that the path does have, as in `GET, HEAD`.
    public static Response methodNotAllowed(String allow) {
        return text(Status.METHOD_NOT_ALLOWED, "the method must be " + allow, allow);
    }

    private static Response text(Status status, String text, String allow) {
        ByteBuffer body = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new Response(status, ContentType.TEXT, body, false, allow);
    }

    /// The same answer, with a body that lasts: a copy if it is the request's own.
    public Response lasting() {
        if (!borrowed) {
            return this;
        }
        ByteBuffer copy = ByteBuffer.allocate(body.limit()).put(0, body, 0, body.limit());
        return new Response(status, type, copy, false, allow);
    }

    /// In bytes.
    public int bodyLength() {
        return body.limit();
    }
}

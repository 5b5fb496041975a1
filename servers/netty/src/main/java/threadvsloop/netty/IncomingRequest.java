package threadvsloop.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.ByteBuffer;
import threadvsloop.http.Limits;
import threadvsloop.http.Method;
import threadvsloop.http.Persistence;
import threadvsloop.http.Request;

/// A request whose head has come and is well formed, and whose body arrives. For one loop.
final class IncomingRequest implements Request {
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    private final Method method;
    private final String path;
    private final String query;
    private final Persistence persistence;
    private final boolean clientWaits;

    /// Counted as one of its owners, until [#takeBody()] or [#release()].
    private ByteBuf body = Unpooled.EMPTY_BUFFER;

    private IncomingRequest(Method method, String path, String query, Persistence persistence, boolean clientWaits) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.persistence = persistence;
        this.clientWaits = clientWaits;
    }

    /// @param head one that [Refusals#ofHead] has nothing against
    static IncomingRequest of(HttpRequest head) {
        Method method = Method.of(head.method().name());
        String target = head.uri();
        int pathStart = Target.pathStart(target, method);
        int mark = target.indexOf('?', pathStart);
        String path = target.substring(pathStart, mark < 0 ? target.length() : mark);
        return new IncomingRequest(
                method,
                path.isEmpty() ? "/" : path,
                mark < 0 ? "" : target.substring(mark + 1),
                persistence(head),
                hasBody(head.headers()) && HttpUtil.is100ContinueExpected(head));
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public CharSequence path() {
        return path;
    }

    @Override
    public CharSequence query() {
        return query;
    }

    @Override
    public ByteBuffer body() {
        return body.isReadable() ? body.nioBuffer() : NO_BODY;
    }

    /// What the response must say about the connection, if it is up to the client.
    Persistence persistence() {
        return persistence;
    }

    /// Whether the client sends its body only after `100 Continue`.
    boolean clientWaits() {
        return clientWaits;
    }

    /// Takes the next piece of the body; false if that makes it longer than allowed.
    ///
    /// @param piece the caller's; kept as it is if it is all there is, otherwise copied
    boolean add(ByteBuf piece, ByteBufAllocator allocator) {
        int bytes = piece.readableBytes();
        if (bytes == 0) {
            return true;
        }
        if (bytes > Limits.BODY_BYTES - body.readableBytes()) {
            return false;
        }
        if (!body.isReadable()) {
            body = piece.retain();
            return true;
        }
        if (body.maxFastWritableBytes() < bytes) {
            body = grown(allocator, body.readableBytes() + bytes);
        }
        body.writeBytes(piece);
        return true;
    }

    /// The body's memory, of which the caller is an owner from now on.
    ByteBuf takeBody() {
        ByteBuf taken = body;
        body = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    void release() {
        takeBody().release();
    }

    private ByteBuf grown(ByteBufAllocator allocator, int leastBytes) {
        int capacity = Math.min(Limits.BODY_BYTES, Math.max(leastBytes, 2 * body.readableBytes()));
        ByteBuf larger = allocator.buffer(capacity).writeBytes(body);
        body.release();
        return larger;
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || Refusals.contentLength(headers) > 0;
    }

    private static Persistence persistence(HttpRequest head) {
        if (!HttpUtil.isKeepAlive(head)) {
            return Persistence.CLOSE;
        }
        return head.protocolVersion().minorVersion() == 0 ? Persistence.KEEP_ALIVE_STATED : Persistence.KEEP_ALIVE;
    }
}

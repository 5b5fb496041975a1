package threadvsloop.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import threadvsloop.http.Limits;

/// Collects the body of one request, in the connection's I/O thread.
final class BodyReader implements ChannelListener<StreamSourceChannel> {
    private static final Logger LOG = System.getLogger(BodyReader.class.getName());
    private static final int FIRST_BYTES = 4 * 1024;

    private final HttpServerExchange exchange;
    private final Wire wire;
    private final Consumer<ByteBuffer> then;
    private ByteBuffer body;

    /// @param then gets the body, from 0 to its limit
    BodyReader(HttpServerExchange exchange, Wire wire, Consumer<ByteBuffer> then) {
        this.exchange = exchange;
        this.wire = wire;
        this.then = then;
        String length = exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH);
        this.body = ByteBuffer.allocate(length == null ? FIRST_BYTES : Integer.parseInt(length));
    }

    /// Reads what there is; the rest as it comes.
    void start() {
        StreamSourceChannel channel = exchange.getRequestChannel();
        wire.readingBody(true);
        if (goOn(channel)) {
            channel.getReadSetter().set(this);
            channel.resumeReads();
        }
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        if (!goOn(channel)) {
            channel.suspendReads();
        }
    }

    /// True if there is more to wait for.
    private boolean goOn(StreamSourceChannel channel) {
        try {
            while (!exchange.isRequestComplete()) {
                makeRoom();
                int n = channel.read(body);
                if (n == 0) {
                    wire.awaitBody();
                    return true;
                }
                if (n < 0) {
                    break;
                }
                if (body.position() > Limits.BODY_BYTES) {
                    wire.readingBody(false);
                    wire.refuse(Framing.BODY_TOO_LONG);
                    return false;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a body that ends early or is badly chunked", e);
            IoUtils.safeClose(exchange.getConnection());
            return false;
        }
        wire.readingBody(false);
        then.accept(body.flip());
        return false;
    }

    private void makeRoom() {
        if (!body.hasRemaining()) {
            int bytes = Math.min(Math.max(2 * body.capacity(), FIRST_BYTES), Limits.BODY_BYTES + 1);
            body = ByteBuffer.allocate(bytes).put(body.flip());
        }
    }
}

package threadvsloop.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.ResponseEncoder;

/// What is sent to a client: gathered in a buffer of the pool, which is held only until it is flushed. Writing waits
/// for the client to read, so that no more than this buffer ever waits to be sent.
final class Output {
    /// Longer bodies that lie outside the heap are written from where they are.
    private static final int MAX_COPIED_BYTES = 8 * 1024;

    private final SocketChannel channel;
    private final BlockingServer server;
    private @Nullable ByteBuffer buffer;

    Output(SocketChannel channel, BlockingServer server) {
        this.channel = channel;
        this.server = server;
    }

    /// Whether something is not yet sent.
    boolean isPending() {
        return buffer != null;
    }

    void addContinue() throws IOException {
        roomForHead().put(ResponseEncoder.CONTINUE);
    }

    /// Adds a response, which is sent by and by: some of it now if there is much of it, the rest by [#flush()].
    void add(ResponseEncoder encoder, Response response, Persistence persistence, boolean headOnly) throws IOException {
        encoder.head(response, persistence, roomForHead());
        if (headOnly) {
            return;
        }
        ByteBuffer body = response.body();
        if (body.limit() > MAX_COPIED_BYTES && body.isDirect()) {
            flushWith(body.duplicate());
        } else {
            addCopy(body);
        }
    }

    /// Sends all that was added.
    void flush() throws IOException {
        if (buffer == null) {
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            server.writes.increment();
            channel.write(buffer);
        }
        giveUpBuffer();
    }

    /// Gives up what is not sent.
    void giveUpBuffer() {
        if (buffer != null) {
            server.buffers.giveBack(buffer);
            buffer = null;
        }
    }

    private ByteBuffer roomForHead() throws IOException {
        if (buffer != null && buffer.remaining() < ResponseEncoder.MAX_HEAD_BYTES) {
            flush();
        }
        return buffer();
    }

    private ByteBuffer buffer() {
        if (buffer == null) {
            buffer = server.buffers.take().clear();
        }
        return buffer;
    }

    private void addCopy(ByteBuffer body) throws IOException {
        int from = 0;
        while (from < body.limit()) {
            ByteBuffer out = buffer();
            int bytes = Math.min(out.remaining(), body.limit() - from);
            out.put(out.position(), body, from, bytes).position(out.position() + bytes);
            from += bytes;
            if (!out.hasRemaining()) {
                flush();
            }
        }
    }

    private void flushWith(ByteBuffer body) throws IOException {
        ByteBuffer[] all = {buffer().flip(), body};
        while (body.hasRemaining()) {
            server.writes.increment();
            channel.write(all);
        }
        giveUpBuffer();
    }
}

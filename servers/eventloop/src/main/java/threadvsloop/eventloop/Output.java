package threadvsloop.eventloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.ResponseEncoder;

/// What is sent to one client. Answers of one turn gather in the loop's buffer and leave in one write; what the socket
/// does not take is kept here until it does.
///
/// That is at most the loop's buffer and one response, since a connection whose output [#isStuck()] answers nothing.
final class Output {
    /// Longer bodies that lie outside the heap are written from where they are.
    private static final int MAX_COPIED_BYTES = 8 * 1024;

    /// The JDK copies a heap buffer whole before each write, so that what is kept is cut.
    private static final int PIECE_BYTES = 64 * 1024;

    private final SocketChannel channel;

    /// Nothing of another connection is in its buffer while this one has its turn.
    private final EventLoop loop;

    /// Null unless the socket is full.
    private @Nullable ArrayDeque<ByteBuffer> unsent;

    Output(SocketChannel channel, EventLoop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /// Whether the socket is full, and something waits for it.
    boolean isStuck() {
        return unsent != null;
    }

    /// Whether something is not yet sent.
    boolean isPending() {
        return unsent != null || loop.out.position() > 0;
    }

    void addContinue() throws IOException {
        roomForHead().put(ResponseEncoder.CONTINUE);
    }

    /// Adds a response. It is sent by and by: some of it now if there is much of it, the rest by [#flush()].
    void add(ResponseEncoder encoder, Response response, Persistence persistence, boolean headOnly) throws IOException {
        encoder.head(response, persistence, roomForHead());
        if (headOnly) {
            return;
        }
        ByteBuffer body = response.body();
        if (body.limit() > MAX_COPIED_BYTES && body.isDirect() && !response.borrowed()) {
            flushWith(body.duplicate());
        } else {
            addCopy(body);
        }
    }

    /// Sends what was added, as far as the socket takes it.
    void flush() throws IOException {
        ByteBuffer out = loop.out;
        if (out.position() == 0) {
            return;
        }
        out.flip();
        if (unsent == null) {
            loop.counters.wrote();
            channel.write(out);
        }
        keepCopy(out);
        out.clear();
    }

    /// The socket has room again: sends what waited for that. Still stuck if the room was not enough.
    void sendUnsent() throws IOException {
        if (unsent == null) {
            return;
        }
        for (ByteBuffer first = unsent.peek(); first != null; first = unsent.peek()) {
            loop.counters.wrote();
            channel.write(first);
            if (first.hasRemaining()) {
                return;
            }
            unsent.remove();
        }
        unsent = null;
    }

    /// Gives up what is not sent.
    void drop() {
        unsent = null;
        loop.out.clear();
    }

    private ByteBuffer roomForHead() throws IOException {
        if (loop.out.remaining() < ResponseEncoder.MAX_HEAD_BYTES) {
            flush();
        }
        return loop.out;
    }

    private void addCopy(ByteBuffer body) throws IOException {
        ByteBuffer out = loop.out;
        int from = 0;
        while (from < body.limit()) {
            if (!out.hasRemaining()) {
                flush();
            }
            int bytes = Math.min(out.remaining(), body.limit() - from);
            out.put(out.position(), body, from, bytes).position(out.position() + bytes);
            from += bytes;
        }
    }

    private void flushWith(ByteBuffer body) throws IOException {
        ByteBuffer out = loop.out;
        out.flip();
        if (unsent == null) {
            loop.counters.wrote();
            channel.write(new ByteBuffer[] {out, body});
        }
        keepCopy(out);
        if (body.hasRemaining()) {
            kept().add(body);
        }
        out.clear();
    }

    private void keepCopy(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            byte[] piece = new byte[Math.min(buffer.remaining(), PIECE_BYTES)];
            buffer.get(piece);
            kept().add(ByteBuffer.wrap(piece));
        }
    }

    private ArrayDeque<ByteBuffer> kept() {
        if (unsent == null) {
            unsent = new ArrayDeque<>(2);
        }
        return unsent;
    }
}

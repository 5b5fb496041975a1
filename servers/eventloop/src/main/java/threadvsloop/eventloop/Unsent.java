package threadvsloop.eventloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/// What a full socket did not take: at most the loop's output buffer and one response, because a connection with
/// something unsent answers nothing further.
final class Unsent {
    /// The JDK copies a heap buffer whole before each write, so that long ones are written in pieces.
    private static final int PIECE_BYTES = 64 * 1024;

    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(2);

    /// Keeps a copy of what remains in a buffer that others will use.
    void addCopy(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            byte[] piece = new byte[Math.min(buffer.remaining(), PIECE_BYTES)];
            buffer.get(piece);
            buffers.add(ByteBuffer.wrap(piece));
        }
    }

    /// Keeps a buffer whose bytes never change.
    void add(ByteBuffer buffer) {
        buffers.add(buffer);
    }

    /// Writes as much as the socket takes, and says whether that was all.
    boolean writeTo(SocketChannel channel) throws IOException {
        for (ByteBuffer first = buffers.peek(); first != null; first = buffers.peek()) {
            channel.write(first);
            if (first.hasRemaining()) {
                return false;
            }
            buffers.remove();
        }
        return true;
    }
}

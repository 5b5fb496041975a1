package threadvsloop.blocking;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// What a client sends. The buffer is small, because a thread that waits for a request must hold one; a request that
/// arrives in pieces gets a large one.
final class Input {
    /// Enough for most requests without a body.
    private static final int SMALL_BYTES = 512;

    private static final int LARGE_BYTES = 16 * 1024;
    private static final long MS_NS = 1_000_000;

    private final SocketChannel channel;
    private final ByteBuffer small = ByteBuffer.allocate(SMALL_BYTES).limit(0);
    private ByteBuffer bytes = small;

    Input(SocketChannel channel) {
        this.channel = channel;
    }

    /// What was read and is not yet taken, from position to limit.
    ByteBuffer bytes() {
        return bytes;
    }

    /// Waits for the first bytes of a request, unless there are some. False at the end of the input.
    ///
    /// @param timeoutNs zero for none
    /// @throws SocketTimeoutException if nothing came in time
    boolean awaitRequest(long timeoutNs) throws IOException {
        if (bytes.hasRemaining()) {
            return true;
        }
        bytes = small.clear();
        if (timeoutNs > 0) {
            return read(timeoutNs);
        }
        int count = channel.read(bytes);
        bytes.flip();
        return count >= 0;
    }

    /// Waits for more of a request, of which nothing is left here. False at the end of the input.
    ///
    /// @param timeoutNs if it is not positive, there is no time left
    /// @throws SocketTimeoutException if nothing came in time
    boolean awaitMore(long timeoutNs) throws IOException {
        if (bytes.capacity() == SMALL_BYTES) {
            bytes = ByteBuffer.allocate(LARGE_BYTES);
        }
        return read(timeoutNs);
    }

    /// Through the channel's socket, which alone has timeouts.
    private boolean read(long timeoutNs) throws IOException {
        if (timeoutNs <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        Socket socket = channel.socket();
        socket.setSoTimeout((int) ((timeoutNs + MS_NS - 1) / MS_NS));
        int count = socket.getInputStream().read(bytes.array(), 0, bytes.capacity());
        bytes.position(0).limit(Math.max(count, 0));
        return count >= 0;
    }
}

package threadvsloop.blocking;

import java.io.IOException;
import java.net.Socket;
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

    /// Waits for the first bytes of a request. The rest must be taken; false at the end of the input.
    ///
    /// @param timeoutNs zero for none
    /// @throws java.net.SocketTimeoutException if nothing came in time
    boolean awaitRequest(long timeoutNs) throws IOException {
        bytes = small;
        return timeoutNs == 0 ? read() : read(timeoutNs);
    }

    /// Waits for more of a request. The rest must be taken; false at the end of the input.
    ///
    /// @throws java.net.SocketTimeoutException if nothing came in time
    boolean awaitMore(long timeoutNs) throws IOException {
        if (bytes.capacity() == SMALL_BYTES) {
            bytes = ByteBuffer.allocate(LARGE_BYTES);
        }
        return read(timeoutNs);
    }

    private boolean read() throws IOException {
        int count = channel.read(bytes.clear());
        bytes.flip();
        return count >= 0;
    }

    /// Through the channel's socket, which alone has timeouts.
    private boolean read(long timeoutNs) throws IOException {
        Socket socket = channel.socket();
        socket.setSoTimeout((int) Math.max(1, (timeoutNs + MS_NS - 1) / MS_NS));
        int count = socket.getInputStream().read(bytes.array(), 0, bytes.capacity());
        bytes.position(0).limit(Math.max(count, 0));
        return count >= 0;
    }
}

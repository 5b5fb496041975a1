package threadvsloop.endpoints.options;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/// How the sockets of accepted connections are set, alike on every server that accepts them itself.
///
/// @param sendBufferBytes what the system is asked to hold at most of what is sent and not yet received (`SO_SNDBUF`);
///     0 to leave that to the system
public record ClientSockets(int sendBufferBytes) {
    public static final ClientSockets AS_THE_SYSTEM_HAS_THEM = new ClientSockets(0);

    private static final String SYSTEM = "system";
    private static final int MAX_BYTES = 1 << 26;
    private static final Option<Integer> BYTES = Option.wholeNumber("--send-buffer", 1, MAX_BYTES, 1);

    /// Zero for the system's own choice. Linux doubles the number, and has bounds of its own.
    public static final Option<Integer> SEND_BUFFER = new Option<>(
            BYTES.name(),
            SYSTEM + ", or " + BYTES.form(),
            SYSTEM,
            text -> text.equals(SYSTEM) ? 0 : BYTES.reader().read(text));

    public ClientSockets {
        if (sendBufferBytes < 0 || sendBufferBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "sendBufferBytes must be from 0 to " + MAX_BYTES + ", not " + sendBufferBytes);
        }
    }

    public static ClientSockets of(Options options) throws UsageException {
        return new ClientSockets(options.get(SEND_BUFFER));
    }

    /// Sets a socket that was just accepted.
    public void prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (sendBufferBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, sendBufferBytes);
        }
    }
}

package threadvsloop.harness.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import threadvsloop.model.load.RequestSpec;

/// The first request that a fresh server gets: one, on a plain socket, so that nothing of ours has to warm
/// up for it.
public final class FirstAnswer {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private FirstAnswer() {}

    /// Asks, and reads until the server has answered and closed. Blocks for at most about 20 s.
    ///
    /// @return when the answer's first byte came, on the clock of `System.nanoTime`; empty when none came
    ///     in
    ///     time, which the load will find out as well
    public static OptionalLong of(String host, int port, RequestSpec request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) WITHIN.toMillis());
            socket.setSoTimeout((int) WITHIN.toMillis());
            socket.getOutputStream().write(bytes(host, port, request));
            InputStream in = socket.getInputStream();
            if (in.read() < 0) {
                return OptionalLong.empty();
            }
            long atNs = System.nanoTime();
            socket.setSoTimeout((int) END_WITHIN.toMillis());
            awaitEnd(in);
            return OptionalLong.of(atNs);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// To leave with unread bytes would be a reset, an error of the server's connection that is not its
    /// own.
    private static void awaitEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.getLogger(FirstAnswer.class.getName())
                    .log(System.Logger.Level.DEBUG, "the first answer had no end", e);
        }
    }

    private static byte[] bytes(String host, int port, RequestSpec request) {
        byte[] body = request.body();
        String head = "%s %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n%s\r\n"
                .formatted(
                        request.method(),
                        request.target(),
                        host,
                        port,
                        body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n");
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}

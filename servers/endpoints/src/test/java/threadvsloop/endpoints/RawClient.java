package threadvsloop.endpoints;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends the very bytes it is told to. Every read ends after 20 s at most.
public final class RawClient implements AutoCloseable {
    private static final int READ_TIMEOUT_MS = 90_000;

    private final Socket socket;
    private final InputStream in;

    /// @param head the status line and headers, without the empty line
    public record Answer(int status, String head, String body) {}

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// A request without a body.
    public static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }

    public static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public RawClient send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// Closes this half of the connection.
    public RawClient sendEnd() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Resets the connection.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Reads one answer with a body.
    public Answer answer() throws IOException {
        String head = head();
        int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        return new Answer(status(head), head, body);
    }

    /// Reads one answer's head.
    public String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the connection ended after \"" + head + '"');
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /// Sends a request and reads its answer.
    public Answer ask(String path) throws IOException {
        return send(get(path)).answer();
    }

    /// Whether some of an answer is here, without waiting for it.
    public boolean hasArrived() throws IOException {
        return in.available() > 0;
    }

    /// Whatever comes until the server closes the connection.
    public String untilEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
}

package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import threadvsloop.conformance.Answer.Header;

/// A client that writes bytes as they are and reads answers strictly. One thread reads.
final class RawConnection implements AutoCloseable {

    /// Longer than anything that a test waits for; only a server that does not answer comes to it.
    private static final int READ_TIMEOUT_MS = 90_000;

    private static final int CONNECT_TIMEOUT_MS = 60_000;

    /// Small, for there are thousands of connections; a body goes past it.
    private static final int READ_AHEAD_BYTES = 2 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [1-5]\\d\\d [^\\r\\n]+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z-]+: [^\\r\\n]+");

    private final Socket socket = new Socket();
    private final InputStream in;

    RawConnection(int port) throws IOException {
        this(port, 0);
    }

    /// Connects with a receive buffer of that many bytes; 0 for the system's own choice, which grows to megabytes.
    RawConnection(int port, int receiveBufferBytes) throws IOException {
        if (receiveBufferBytes > 0) socket.setReceiveBufferSize(receiveBufferBytes);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream(), READ_AHEAD_BYTES);
    }

    /// Sends text, a byte for each of its characters.
    RawConnection send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends in pieces of `size` bytes, each in a segment of its own.
    RawConnection sendInPieces(String latin1, int size) throws IOException {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length; from += size) {
            socket.getOutputStream().write(bytes, from, Math.min(size, bytes.length - from));
        }
        return this;
    }

    Answer get(String path) throws IOException {
        return send(Requests.get(path)).answer();
    }

    Answer answer() throws IOException {
        return answer(true);
    }

    Answer answerToHead() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean hasBody) throws IOException {
        String statusLine = line();
        assertThat(statusLine).matches(STATUS_LINE);
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            assertThat(line).matches(HEADER);
            int colon = line.indexOf(':');
            headers.add(new Header(line.substring(0, colon), line.substring(colon + 2)));
        }
        Answer head = new Answer(statusLine, List.copyOf(headers), new byte[0]);
        if (!hasBody || head.status() == 100) return head;
        int length = Integer.parseInt(head.header("Content-Length"));
        byte[] body = in.readNBytes(length);
        assertThat(body.length).as("bytes of the body of %s", head).isEqualTo(length);
        return new Answer(statusLine, head.headers(), body);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw new EOFException("the server closed after \"" + line + "\"");
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).as("a line that ends in CR LF").endsWith("\r");
        return text.substring(0, text.length() - 1);
    }

    /// That the server closes without sending anything more. A reset counts: it may follow from bytes left unread.
    void assertClosed() throws IOException {
        try {
            assertThat(in.read()).as("the end of the connection").isEqualTo(-1);
        } catch (SocketException _) {
            // reset by the server: closed as well
        }
    }

    /// The same, but without the second or two that some servers give a client which still sends.
    void assertClosedOnceSendingEnds() throws IOException {
        endSendingIfOpen();
        assertClosed();
    }

    /// As [#endSending()], but a server that has closed first is none the worse.
    void endSendingIfOpen() throws IOException {
        try {
            endSending();
        } catch (SocketException _) {
            // reset by the server, which what is read next will tell
        }
    }

    /// That the server closes, with or without telling what it refuses.
    void assertClosedAfterAnyRefusal(Contestant contestant) throws IOException {
        if (isAtEnd()) return;
        assertThat(answer().assertHeadersOf(contestant).status()).isBetween(400, 499);
        assertClosed();
    }

    /// Waits for the next byte, which is kept, and says whether there is none because the server has closed.
    boolean isAtEnd() throws IOException {
        try {
            in.mark(1);
            if (in.read() < 0) return true;
            in.reset();
            return false;
        } catch (SocketException _) {
            return true; // reset by the server: closed as well
        }
    }

    /// True if a part of an answer has arrived that was not read yet.
    boolean hasArrived() throws IOException {
        return in.available() > 0;
    }

    /// Says that nothing more will be sent, and goes on reading.
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /// Closes with a reset instead of the orderly end.
    void reset() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

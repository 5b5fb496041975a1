package threadvsloop.clients.blocking;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.http.AnswerParser;
import threadvsloop.http.ParsedAnswer;

/// One connection to the upstream: a request, its answer, the next request. Used by one thread at a time, which waits.
final class UpstreamConnection implements Closeable {
    private static final int BUFFER_BYTES = 512;

    private final SocketChannel channel;
    private final Socket socket;
    private final String headers;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private final AnswerParser parser = new AnswerParser();

    private UpstreamConnection(SocketChannel channel, InetSocketAddress address) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        this.headers = " HTTP/1.1\r\nHost: " + address.getHostString() + ':' + address.getPort() + "\r\n\r\n";
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setSoTimeout((int) UpstreamAnswer.TIMEOUT.toMillis());
    }

    static UpstreamConnection open(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + address.getHostString());
        }
        SocketChannel channel = SocketChannel.open(address);
        try {
            return new UpstreamConnection(channel, address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Asks for `/wait/{ms}` and waits for the answer. After an exception the connection is of no more use.
    ParsedAnswer.Complete call(int ms) throws IOException {
        channel.write(ByteBuffer.wrap(("GET /wait/" + ms + headers).getBytes(StandardCharsets.ISO_8859_1)));
        while (true) {
            read();
            switch (parser.parse(in)) {
                case ParsedAnswer.Complete answer -> {
                    return answer;
                }
                case ParsedAnswer.Garbage garbage -> throw new IOException(garbage.reason());
                case ParsedAnswer.Unfinished.NEED_MORE -> {}
            }
        }
    }

    /// Whether the upstream had begun to answer.
    boolean isMidAnswer() {
        return parser.isMidAnswer();
    }

    /// Through the socket, which alone has timeouts.
    private void read() throws IOException {
        int bytes = socket.getInputStream().read(in.array());
        if (bytes < 0) {
            throw new EOFException("the upstream closed the connection");
        }
        in.position(0).limit(bytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package threadvsloop.loadgen;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A server whose behaviour is known, because the test gives it: what is measured can be held against the truth. A
/// virtual thread per connection; times are on the same clock as the generator's.
public final class TruthServer implements AutoCloseable {
    public static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello";

    /// Answers one request.
    public interface Behaviour {
        /// @param number counts the requests of the whole server from 0
        /// @return whether the connection lives on
        boolean answer(int number, Call call) throws Exception;
    }

    /// One request on its connection.
    public record Call(Socket socket, String head, OutputStream out) {
        /// What stands in the request line between the method and the version.
        String target() {
            return head.split(" ", 3)[1];
        }

        /// Length of the body, which has been read.
        int bodyBytes() {
            return contentLength(head);
        }

        public void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /// Closes so that the client sees a reset instead of an orderly end.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener = new ServerSocket();
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> asked = ConcurrentHashMap.newKeySet();
    private final Queue<Long> acceptedNs = new ConcurrentLinkedQueue<>();
    private final Queue<String> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong firstRequestNs = new AtomicLong();
    private volatile boolean closed;

    private TruthServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        Thread.ofPlatform().daemon().name("truth-accept").start(this::accept);
    }

    public static TruthServer start(Behaviour behaviour) throws IOException {
        return new TruthServer(behaviour);
    }

    /// Answers at once.
    public static TruthServer hello() throws IOException {
        return start((_, call) -> {
            call.send(HELLO);
            return true;
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    /// When each connection was accepted, in order.
    public long[] acceptedNs() {
        return acceptedNs.stream().mapToLong(Long::longValue).toArray();
    }

    /// The address that each connection came from, in order.
    public List<String> clients() {
        return List.copyOf(clients);
    }

    int openConnections() {
        return open.size();
    }

    /// When the first request was read; 0 if there was none.
    long firstRequestNs() {
        return firstRequestNs.get();
    }

    /// Connections on which something was asked.
    int clientsThatAsked() {
        return asked.size();
    }

    /// Closes the connections on which nothing has been asked.
    void endSilentConnections() {
        List.copyOf(open).stream().filter(socket -> !asked.contains(socket)).forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                acceptedNs.add(System.nanoTime());
                clients.add(socket.getInetAddress().getHostAddress());
                open.add(socket);
                if (closed) {
                    // Accepted just before the listener was closed, and not yet there when the others were.
                    socket.close();
                }
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The listener was closed: the server is at its end.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String head = readRequest(in);
            while (head != null) {
                asked.add(socket);
                firstRequestNs.compareAndSet(0, System.nanoTime());
                if (!behaviour.answer(requests.getAndIncrement(), new Call(socket, head, out))) {
                    return;
                }
                head = readRequest(in);
            }
        } catch (Exception e) {
            // The client has gone, or the server is closing; the client's view is what the tests look at.
        } finally {
            open.remove(socket);
        }
    }

    /// The head, with the body thrown away; null at the end of the connection.
    private static @org.jspecify.annotations.Nullable String readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return null;
            }
            head.append((char) c);
        }
        in.skipNBytes(contentLength(head.toString()));
        return head.toString();
    }

    private static int contentLength(String head) {
        String name = "Content-Length: ";
        int at = head.indexOf(name);
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at)));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}

package threadvsloop.endpoints;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import threadvsloop.endpoints.options.HostPort;

/// An upstream under the test's control: every request is put down, and answered with exactly the bytes that the test
/// hands out next, in any connection.
public final class RawUpstream implements AutoCloseable {
    /// Ends the connection instead of an answer.
    public static final String CLOSE = "";

    private static final long PATIENCE_SECONDS = 90;

    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public RawUpstream() throws IOException {
        listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        acceptor = Thread.startVirtualThread(this::acceptAll);
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", listener.getLocalPort());
    }

    /// A whole answer with a length.
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /// Answers the next request that has none.
    public RawUpstream answer(String bytes) {
        answers.add(bytes);
        return this;
    }

    /// The request lines so far.
    public List<String> requests() {
        return requests;
    }

    /// How many connections were accepted.
    public int connections() {
        return connections.get();
    }

    /// Closes the connections that there are; new ones are accepted.
    public void closeConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.removeIf(Socket::isClosed);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            // A read may still succeed that was waiting when its socket was closed.
            for (String line = in.readLine(); line != null && !socket.isClosed(); line = in.readLine()) {
                if (line.startsWith("GET ")) {
                    requests.add(line);
                } else if (line.isEmpty()) {
                    String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    if (answer == null || answer.equals(CLOSE)) {
                        return;
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            // The client has gone, or the test is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// When this returns, nobody listens: a client may otherwise still be accepted that comes while the listener is
    /// closed.
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeConnections();
    }
}

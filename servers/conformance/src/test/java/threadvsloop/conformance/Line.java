package threadvsloop.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A line to a backend, through which its bytes go and which can be cut and mended: while it is cut, nobody listens.
final class Line implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<Thread> passing = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket listener;
    private Thread acceptor;

    Line(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        acceptor = Thread.startVirtualThread(() -> acceptAll(listener));
    }

    int port() {
        return port;
    }

    /// How many connections have been made through it.
    int connections() {
        return connections.get();
    }

    /// When this returns, nothing passes any more: an accept or a read that waits when its socket is closed may
    /// otherwise still succeed.
    void cut() throws IOException, InterruptedException {
        listener.close();
        acceptor.join();
        for (Socket socket : sockets) socket.close();
        sockets.clear();
        for (Thread thread = passing.poll(); thread != null; thread = passing.poll()) thread.join();
    }

    void mend() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        listener = again;
        acceptor = Thread.startVirtualThread(() -> acceptAll(again));
    }

    private void acceptAll(ServerSocket from) {
        try {
            while (true) {
                Socket near = from.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                connections.incrementAndGet();
                passing.add(Thread.startVirtualThread(() -> pass(near, far)));
                passing.add(Thread.startVirtualThread(() -> pass(far, near)));
            }
        } catch (IOException _) {
            // cut
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException _) {
            // cut, or ended by one side
        }
    }

    @Override
    public void close() throws IOException {
        try {
            cut();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

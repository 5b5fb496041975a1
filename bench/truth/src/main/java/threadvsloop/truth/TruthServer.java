package threadvsloop.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/// Answers as [Paths] says, from one thread.
///
/// ```
/// read ──whole request──> owed ──due──> piece sent ──last one──> read | closed | reset
///                           ↑________________│ (more pieces, or the socket took less)
/// ```
///
/// Hazard: a selector sleeps in whole milliseconds, and a timer that is late is a truth that is not true. Design: sleep
/// as long as whole milliseconds are left, then look at the selector again and again until the answer is due. That
/// takes
/// a CPU of its own. How late answers were nevertheless is told at `/stats`; `POST /stats/reset` starts that anew.
final class TruthServer implements AutoCloseable {
    private static final int BACKLOG = 16_384;
    private static final int BUFFER_BYTES = 65_536;
    private static final long MILLISECOND_NS = 1_000_000L;
    /// A sleeping thread wakes late: by timer slack (50 µs) and by the time it takes to be put on its CPU.
    private static final long WAKE_NS = 200_000L;

    private static final String STATISTICS = "/stats";
    private static final String RESET = "/stats/reset";

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final Queue<Client> owed = new PriorityQueue<>((a, b) -> Long.signum(a.dueNs - b.dueNs));
    private final Statistics statistics = new Statistics();
    private final SplittableRandom random;
    private final Thread thread = Thread.ofPlatform().name("truth").unstarted(this::run);

    private volatile boolean closing;

    private TruthServer(String host, int port, long seed) throws IOException {
        random = new SplittableRandom(seed);
        listener.bind(new InetSocketAddress(host, port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// @param port 0 for one that is free
    /// @param seed of random delays
    static TruthServer start(String host, int port, long seed) throws IOException {
        TruthServer server = new TruthServer(host, port, seed);
        server.thread.start();
        return server;
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /// Ends all connections, whatever is owed on them; returns when the thread has ended, or this one is interrupted.
    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void run() {
        try {
            while (!closing) {
                answerDue();
                await();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the truth server cannot go on", e);
        }
    }

    private void await() throws IOException {
        Client first = owed.peek();
        if (first == null) {
            selector.select(this::ready);
            return;
        }
        long sleepMs = (first.dueNs - System.nanoTime() - WAKE_NS) / MILLISECOND_NS;
        if (sleepMs > 0) {
            selector.select(this::ready, sleepMs);
        } else {
            selector.selectNow(this::ready);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Client client) {
            if (!client.gone) {
                read(client);
            }
        } else {
            accept();
        }
        answerDue();
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            while (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Client(channel, key));
                statistics.opened();
                channel = listener.accept();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no connection can be accepted; see ulimit -n", e);
        }
    }

    private void read(Client client) {
        buffer.clear();
        takeLeft(client);
        try {
            if (client.channel.read(buffer) < 0) {
                end(client);
                return;
            }
        } catch (IOException e) {
            // A client that resets its connection is gone like one that closes it.
            end(client);
            return;
        }
        take(client);
    }

    private void takeLeft(Client client) {
        byte[] left = client.left;
        if (left != null) {
            buffer.put(left);
            client.left = null;
        }
    }

    /// Takes from the buffer the requests that are whole, as long as each is answered at once.
    private void take(Client client) {
        buffer.flip();
        long nowNs = System.nanoTime();
        while (buffer.hasRemaining() && client.owed == null && !client.gone) {
            int body = (int) Math.min(client.bodyBytes, buffer.remaining());
            buffer.position(buffer.position() + body);
            client.bodyBytes -= body;
            if (client.bodyBytes > 0 || !buffer.hasRemaining() || !takeHead(client, nowNs)) {
                break;
            }
        }
        if (buffer.hasRemaining() && !client.gone) {
            client.left = new byte[buffer.remaining()];
            buffer.get(client.left);
        }
    }

    /// False if the head is not whole.
    private boolean takeHead(Client client, long nowNs) {
        byte[] last = client.lastHead;
        Statistics.Route route = client.lastRoute;
        if (last != null && route != null && Requests.begins(buffer, last)) {
            buffer.position(buffer.position() + last.length);
            begin(client, route, nowNs);
            return true;
        }
        int end = Requests.endOfHead(buffer);
        if (end < 0) {
            if (buffer.remaining() == buffer.capacity()) {
                end(client);
            }
            return false;
        }
        byte[] head = new byte[end - buffer.position()];
        buffer.get(head);
        begin(client, head, nowNs);
        return true;
    }

    private void begin(Client client, byte[] head, long nowNs) {
        Requests.Head request;
        try {
            request = Requests.parse(head);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            end(client);
            return;
        }
        if (request.path().startsWith(STATISTICS)) {
            owe(client, ownWords(request.path()), nowNs);
            return;
        }
        Statistics.Route route = statistics.route(request.path());
        client.bodyBytes = request.bodyBytes();
        client.lastHead = request.bodyBytes() == 0 ? head : null;
        client.lastRoute = route;
        begin(client, route, nowNs);
    }

    private void begin(Client client, Statistics.Route route, long nowNs) {
        route.requests++;
        owe(client, route.behaviour, nowNs);
    }

    private Behaviour ownWords(String path) {
        if (path.equals(RESET)) {
            statistics.reset();
        }
        String json = statistics.json();
        return Behaviour.of(
                new Timing.AtOnce(),
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.getBytes(StandardCharsets.ISO_8859_1).length
                        + "\r\n\r\n"
                        + json);
    }

    private void owe(Client client, Behaviour behaviour, long nowNs) {
        client.owed = behaviour;
        client.sentBytes = 0;
        client.receivedNs = nowNs;
        client.dueNs = behaviour.timing().dueNs(nowNs, random);
        if (client.dueNs > nowNs) {
            owed.add(client);
        } else {
            send(client, behaviour);
        }
    }

    private void answerDue() {
        Client client = owed.peek();
        while (client != null && client.dueNs - System.nanoTime() <= 0) {
            owed.remove();
            Behaviour behaviour = client.owed;
            if (behaviour != null && !client.gone) {
                if (client.sentBytes == 0) {
                    statistics.answering(client.receivedNs, client.dueNs, System.nanoTime());
                }
                send(client, behaviour);
                resume(client);
            }
            client = owed.peek();
        }
    }

    /// The next piece, and what follows from it.
    private void send(Client client, Behaviour behaviour) {
        int end = (int) Math.min(behaviour.lengthBytes(), (long) client.sentBytes + behaviour.pieceBytes());
        ByteBuffer piece = behaviour.bytes().limit(end).position(client.sentBytes);
        try {
            client.channel.write(piece);
        } catch (IOException e) {
            // The client has gone before its answer, as some are made to.
            end(client);
            return;
        }
        client.sentBytes = piece.position();
        if (client.sentBytes < behaviour.lengthBytes()) {
            client.dueNs = System.nanoTime() + Math.max(behaviour.gapNs(), piece.hasRemaining() ? MILLISECOND_NS : 0);
            owed.add(client);
            return;
        }
        client.owed = null;
        switch (behaviour.ending()) {
            case KEEP -> {}
            case CLOSE -> end(client);
            case RESET -> reset(client);
        }
    }

    /// What came while an answer was owed.
    private void resume(Client client) {
        if (client.left != null && client.owed == null && !client.gone) {
            buffer.clear();
            takeLeft(client);
            take(client);
        }
    }

    private void reset(Client client) {
        try {
            client.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be reset", e);
        }
        end(client);
    }

    private void end(Client client) {
        client.gone = true;
        client.owed = null;
        statistics.closed();
        try {
            client.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}

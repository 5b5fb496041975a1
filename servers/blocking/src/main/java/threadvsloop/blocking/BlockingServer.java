package threadvsloop.blocking;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.endpoints.server.DatedEncoder;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.RequestParser;

/// A server whose threads wait: one accepts, and the others each serve one connection ([Threads] says which).
public final class BlockingServer implements RunningServer {
    private static final Logger LOG = System.getLogger(BlockingServer.class.getName());
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);
    private static final Duration STOP_POLL = Duration.ofMillis(5);
    private static final int POOLED = 256;
    private static final int BUFFER_BYTES = 16 * 1024;

    final Counters counters = new Counters();

    /// Calls that wrote to sockets of clients. One that has to wait for room in the socket is one call.
    final LongAdder writes = new LongAdder();

    /// What threads have to send is gathered in them: outside the heap, where sockets are written from without a copy.
    final Pool<ByteBuffer> buffers = new Pool<>(POOLED, () -> ByteBuffer.allocateDirect(BUFFER_BYTES));

    final Pool<RequestParser> parsers = new Pool<>(POOLED, RequestParser::new);
    final Settings settings;
    final ExecutorService workers;
    final DatedEncoder encoders;
    final long requestTimeoutNs;
    final long lingerTimeoutNs;

    /// Zero for none.
    final long idleTimeoutNs;

    final BlockingBackends backends;
    final DiskFiles files;
    final Identity identity;

    private final ServerSocketChannel listener;
    private final Executor executor;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    private BlockingServer(
            ServerSocketChannel listener,
            Settings settings,
            BlockingBackends backends,
            DiskFiles files,
            Identity identity) {
        this.listener = listener;
        this.settings = settings;
        this.executor = settings.threads().executor();
        this.workers = OffloadPool.start(settings.workers());
        Timeouts timeouts = settings.timeouts();
        this.requestTimeoutNs = timeouts.request().toNanos();
        this.lingerTimeoutNs = timeouts.linger().toNanos();
        this.idleTimeoutNs = timeouts.idle().toNanos();
        this.backends = backends;
        this.files = files;
        this.identity = identity;
        this.encoders = new DatedEncoder(identity.contestant(), Clock.systemUTC(), System.nanoTime());
    }

    /// Starts a server. When this returns, it accepts connections.
    ///
    /// @throws UsageException if it cannot listen there
    static BlockingServer start(
            ListenAddress address, Settings settings, BlockingBackends backends, DiskFiles files, Identity identity)
            throws UsageException, IOException {
        BlockingServer server = new BlockingServer(address.open(), settings, backends, files, identity);
        Thread.ofPlatform().daemon().name("acceptor").start(server::acceptAll);
        return server;
    }

    @Override
    public int port() {
        return listener.socket().getLocalPort();
    }

    /// What `/stats` shows.
    Stats stats() {
        return counters.snapshot().withWrites(writes.sum());
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public void stop(Duration grace) {
        stopping = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "closing the listening socket", e);
        }
        connections.forEach(Connection::endIfIdle);
        long dueNs = System.nanoTime() + grace.toNanos();
        try {
            while (!connections.isEmpty() && dueNs - System.nanoTime() > 0) {
                Thread.sleep(STOP_POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(Connection::close);
        workers.shutdownNow();
    }

    /// A connection is closed.
    void forget(Connection connection) {
        if (connections.remove(connection)) {
            counters.connections.down();
        }
    }

    private void acceptAll() {
        boolean failed = false;
        while (!stopping) {
            try {
                accept();
                failed = false;
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Most likely there are no descriptors left: the waiting connection waits a little longer.
                if (!failed) {
                    LOG.log(Level.WARNING, "cannot accept, trying again until it succeeds: " + e.getMessage());
                }
                failed = true;
                pause();
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        try {
            settings.sockets().prepare(channel);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection ended before it was served", e);
            channel.close();
            return;
        }
        Connection connection = new Connection(this, channel);
        connections.add(connection);
        counters.connections.up();
        serve(connection);
    }

    private void serve(Connection connection) {
        try {
            executor.execute(settings.threads() instanceof Threads.Spawn ? () -> serveOne(connection) : connection);
        } catch (OutOfMemoryError e) {
            // There are no more threads to be had, which must not end those that there are.
            connection.close();
            LOG.log(Level.WARNING, "a connection is closed for want of a thread: " + e.getMessage());
            pause();
        }
    }

    private void serveOne(Connection connection) {
        if (connection.serveOne()) {
            serve(connection);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ACCEPT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

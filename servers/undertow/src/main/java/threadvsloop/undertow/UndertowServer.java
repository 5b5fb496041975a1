package threadvsloop.undertow;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.DatedEncoder;
import threadvsloop.endpoints.server.Gauge;
import threadvsloop.endpoints.server.LagHistogram;
import threadvsloop.endpoints.server.RunningServer;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.Limits;
import threadvsloop.http.ResponseEncoder;

/// Undertow's HTTP listener on an XNIO worker, put together as Undertow's own builder does it, but with a [Wire]
/// between
/// each socket and Undertow.
final class UndertowServer implements RunningServer {
    private static final Logger LOG = System.getLogger(UndertowServer.class.getName());
    private static final Duration STOP_POLL = Duration.ofMillis(5);

    /// What Undertow's builder chooses on machines with memory enough.
    private static final int BUFFER_BYTES = 16 * 1024 - 20;

    private static final int BUFFERS_KEPT_BY_A_THREAD = 4;

    /// All: to give one back to the system, Undertow calls what the JDK warns of on stderr.
    static final int BUFFERS_KEPT = Integer.MAX_VALUE;

    private final String name;
    private final Timeouts timeouts;
    private final DatedEncoder encoders;
    private final ExecutorService offloadPool;
    private final boolean measuresLag;
    private final XnioWorker worker;
    private final List<IoLoop> loops = new ArrayList<>();
    private final Gauge connections = new Gauge();
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final HttpOpenListener http;
    private final AcceptingChannel<StreamConnection> listener;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private UndertowServer(
            ListenAddress address,
            Timeouts timeouts,
            String name,
            Handling handling,
            int ioThreads,
            ExecutorService offloadPool,
            Application.Factory factory)
            throws UsageException, IOException {
        InetSocketAddress socket = address.resolve();
        this.name = name;
        this.timeouts = timeouts;
        this.encoders = new DatedEncoder(name, Clock.systemUTC(), System.nanoTime());
        this.offloadPool = offloadPool;
        this.measuresLag = handling instanceof Handling.IoThreads;
        this.worker = Xnio.getInstance(UndertowServer.class.getClassLoader())
                .createWorker(threads(ioThreads, handling.poolSize()));
        for (int i = 0; i < ioThreads; i++) {
            loops.add(new IoLoop(worker.getIoThread(i), offloadPool));
        }
        DefaultByteBufferPool buffers =
                new DefaultByteBufferPool(true, BUFFER_BYTES, BUFFERS_KEPT, BUFFERS_KEPT_BY_A_THREAD);
        this.http = new HttpOpenListener(buffers, http(timeouts));
        http.setRootHandler(new Gate(factory.over(List.copyOf(loops), this::stats)));
        this.listener = listen(socket, address);
    }

    /// Starts a server. When this returns, it accepts connections.
    ///
    /// @param name what it says in its `Server` header field
    /// @param handling where requests are answered
    /// @param offloadPool which ends with the server
    /// @throws UsageException if it cannot listen there
    static UndertowServer start(
            ListenAddress address,
            Timeouts timeouts,
            String name,
            Handling handling,
            int ioThreads,
            ExecutorService offloadPool,
            Application.Factory factory)
            throws UsageException, IOException {
        UndertowServer server = new UndertowServer(address, timeouts, name, handling, ioThreads, offloadPool, factory);
        if (server.measuresLag) {
            server.loops.forEach(loop -> loop.execute(loop::measureLag));
        }
        server.listener.resumeAccepts();
        return server;
    }

    private static OptionMap threads(int ioThreads, int poolSize) {
        return OptionMap.builder()
                .set(Options.WORKER_NAME, "undertow")
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, poolSize)
                .set(Options.WORKER_TASK_MAX_THREADS, poolSize)
                .set(Options.THREAD_DAEMON, true)
                .getMap();
    }

    /// Deadlines and the bounds of heads and bodies are kept by [Wire] and [Gate], which answer where Undertow only
    /// closes.
    private static OptionMap http(Timeouts timeouts) {
        OptionMap.Builder options = OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, Wire.MAX_HEAD_BYTES)
                .set(UndertowOptions.MAX_HEADERS, Wire.MAX_HEAD_BYTES)
                .set(UndertowOptions.MAX_PARAMETERS, Limits.REQUEST_LINE_BYTES)
                .set(UndertowOptions.MAX_ENTITY_SIZE, 0)
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // It would hold answers back until the last request that was pipelined is answered.
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, false);
        if (!timeouts.idle().isZero()) {
            options.set(
                    UndertowOptions.NO_REQUEST_TIMEOUT,
                    Math.toIntExact(timeouts.idle().toMillis()));
        }
        return options.getMap();
    }

    private AcceptingChannel<StreamConnection> listen(InetSocketAddress socket, ListenAddress address)
            throws UsageException, IOException {
        OptionMap options = OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, address.backlog())
                .getMap();
        try {
            return worker.createStreamConnectionServer(socket, this::accept, options);
        } catch (BindException e) {
            worker.shutdownNow();
            throw address.cannotBind(e);
        } catch (IOException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /// Takes one connection in the I/O thread that it is given to.
    private void accept(AcceptingChannel<StreamConnection> from) {
        try {
            StreamConnection connection = from.accept();
            if (connection != null) {
                opened(connection);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "the server ends", e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot accept: " + e.getMessage());
        }
    }

    private void opened(StreamConnection connection) {
        if (stopping.get()) {
            IoUtils.safeClose(connection);
            return;
        }
        connections.up();
        IoLoop loop = loops.get(connection.getIoThread().getNumber());
        wires.add(Wire.tap(this, loop, connection));
        http.handleEvent(connection);
    }

    /// A connection is closed.
    void forget(Wire wire) {
        wires.remove(wire);
        connections.down();
    }

    String name() {
        return name;
    }

    boolean isStopping() {
        return stopping.get();
    }

    long requestTimeoutNs() {
        return timeouts.request().toNanos();
    }

    long lingerNs() {
        return timeouts.linger().toNanos();
    }

    ResponseEncoder encoder() {
        return encoders.at(System.nanoTime());
    }

    @Override
    public int port() {
        return listener.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /// What `/stats` shows. In flight at most is the sum of what each I/O thread had at most.
    private Stats stats() {
        long requests = 0;
        long disconnects = 0;
        int inFlight = 0;
        int maxInFlight = 0;
        for (IoLoop loop : loops) {
            requests += loop.counters.requests.sum();
            disconnects += loop.counters.disconnects.sum();
            Stats.Level level = loop.counters.inFlight.level();
            inFlight += level.now();
            maxInFlight += level.max();
        }
        return new Stats(
                requests,
                disconnects,
                new Stats.Level(inFlight, maxInFlight),
                connections.level(),
                measuresLag
                        ? LagHistogram.quantiles(
                                loops.stream().map(loop -> loop.lag).toList())
                        : null);
    }

    @Override
    public void stop(Duration grace) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        IoUtils.safeClose(listener);
        wires.forEach(Wire::closeSoonIfIdle);
        long dueNs = System.nanoTime() + grace.toNanos();
        try {
            while (!wires.isEmpty() && dueNs - System.nanoTime() > 0) {
                Thread.sleep(STOP_POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wires.forEach(Wire::close);
        offloadPool.shutdownNow();
        worker.shutdownNow();
    }
}

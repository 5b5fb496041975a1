package threadvsloop.eventloop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Gauge;
import threadvsloop.endpoints.server.LagHistogram;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;
import threadvsloop.endpoints.server.Stats;

/// Some event loops and the workers they share. The first loop accepts, and deals connections out in turn; each then
/// stays with its loop.
public final class EventLoopServer implements RunningServer {
    private static final Logger LOG = System.getLogger(EventLoopServer.class.getName());

    private final ServerSocketChannel listener;
    private final ClientSockets sockets;
    private final ExecutorService workers;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Handler> handlers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Gauge connections = new Gauge();
    private final Acceptor acceptor;
    private int nextLoop;

    private EventLoopServer(
            ServerSocketChannel listener,
            int loopCount,
            int workerCount,
            Timeouts timeouts,
            ClientSockets sockets,
            String name,
            Application application)
            throws IOException {
        this.listener = listener;
        this.sockets = sockets;
        this.workers = OffloadPool.start(workerCount);
        for (int i = 0; i < loopCount; i++) {
            EventLoop loop = new EventLoop(name, timeouts, workers);
            loops.add(loop);
            handlers.add(application.on(loop, this::stats));
            threads.add(Thread.ofPlatform().daemon().name("loop-" + i).unstarted(loop));
        }
        this.acceptor = new Acceptor(loops.getFirst(), listener, this::deal);
    }

    /// Starts a server. When this returns, it accepts connections.
    ///
    /// @param name what it says in its `Server` header field
    /// @throws UsageException if it cannot listen there
    public static EventLoopServer start(
            ListenAddress address,
            int loops,
            int workers,
            Timeouts timeouts,
            ClientSockets sockets,
            String name,
            Application application)
            throws UsageException, IOException {
        EventLoopServer server =
                new EventLoopServer(address.open(), loops, workers, timeouts, sockets, name, application);
        server.threads.forEach(Thread::start);
        return server;
    }

    @Override
    public int port() {
        return listener.socket().getLocalPort();
    }

    /// What `/stats` shows. In flight at most is the sum of what each loop had at most, if there are several.
    public Stats stats() {
        long requests = 0;
        long disconnects = 0;
        int inFlight = 0;
        int maxInFlight = 0;
        long writes = 0;
        for (EventLoop loop : loops) {
            requests += loop.counters.requests();
            disconnects += loop.counters.disconnects();
            inFlight += loop.counters.inFlight();
            maxInFlight += loop.counters.maxInFlight();
            writes += loop.counters.writes();
        }
        Stats.Lag lag = LagHistogram.quantiles(
                loops.stream().map(loop -> loop.counters.lag).toList());
        return new Stats(requests, disconnects, new Stats.Level(inFlight, maxInFlight), connections.level(), lag)
                .withWrites(writes);
    }

    @Override
    public void stop(Duration grace) {
        long dueNs = System.nanoTime() + grace.toNanos();
        for (EventLoop loop : loops) {
            loop.stop(loop == loops.getFirst() ? acceptor : null);
        }
        if (!join(dueNs)) {
            loops.forEach(EventLoop::kill);
            join(System.nanoTime() + Duration.ofMillis(100).toNanos());
        }
        workers.shutdownNow();
    }

    /// Gives a new connection to the loop whose turn it is. On the accepting loop.
    private void deal(SocketChannel channel) {
        int index = nextLoop;
        nextLoop = (index + 1) % loops.size();
        EventLoop loop = loops.get(index);
        if (index == 0) {
            adopt(loop, handlers.get(index), channel);
        } else {
            loop.execute(() -> adopt(loop, handlers.get(index), channel));
        }
    }

    private void adopt(EventLoop loop, Handler handler, SocketChannel channel) {
        try {
            if (loop.isStopping()) {
                channel.close();
            } else {
                serve(loop, handler, channel);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection ended before it was served", e);
        }
    }

    private void serve(EventLoop loop, Handler handler, SocketChannel channel) throws IOException {
        try {
            sockets.prepare(channel);
            new Connection(loop, handler, channel, connections);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private boolean join(long dueNs) {
        boolean ended = true;
        try {
            for (Thread thread : threads) {
                long leftNs = Math.max(1, dueNs - System.nanoTime());
                ended &= thread.join(Duration.ofNanos(leftNs));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return ended;
    }
}

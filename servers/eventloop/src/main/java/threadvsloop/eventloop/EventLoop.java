package threadvsloop.eventloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.AsyncRuntime;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.DatedEncoder;
import threadvsloop.http.RequestParser;
import threadvsloop.http.ResponseEncoder;

/// One thread that waits for all its connections at once, and serves those that are ready, in turns:
///
/// ```
/// wait until something is ready or due ──► serve what is ready ──► run the inbox ──► run timers ──► expire deadlines
///      ▲                                                                                                │
///      └────────────────────────────────────────────────────────────────────────────────────────────────┘
/// ```
///
/// All state, that of the connections too, belongs to this thread. Others reach it through the inbox alone
/// ([#execute]). Nothing that a turn runs may block.
public final class EventLoop implements Runnable, AsyncRuntime {
    private static final Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long MS_NS = 1_000_000;

    final LoopCounters counters = new LoopCounters();
    final DeadlineQueue requestDeadlines;
    final DeadlineQueue upstreamDeadlines;
    final DeadlineQueue lingerDeadlines;

    /// Null if idle connections may stay.
    final @Nullable DeadlineQueue idleDeadlines;

    /// What is answered in this turn, before it is written: empty whenever a connection has had its turn.
    final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private final ByteBuffer fromSocket = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private final Selector selector = Selector.open();
    private final Consumer<SelectionKey> serveReady = this::serveReady;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final TimerHeap timers = new TimerHeap();
    private final Executor workers;
    private final DatedEncoder encoders;

    /// Used by every connection that is not in the middle of a request.
    private RequestParser sharedParser = new RequestParser();

    private boolean awake;
    private long nowNs = System.nanoTime();
    private int connections;
    private boolean stopping;

    EventLoop(String server, Timeouts timeouts, Executor workers) throws IOException {
        this.workers = workers;
        this.encoders = new DatedEncoder(server, Clock.systemUTC(), nowNs);
        this.requestDeadlines = new DeadlineQueue(timeouts.request().toNanos());
        this.lingerDeadlines = new DeadlineQueue(timeouts.linger().toNanos());
        this.upstreamDeadlines = new DeadlineQueue(UpstreamAnswer.TIMEOUT.toNanos());
        this.idleDeadlines = timeouts.idle().isZero()
                ? null
                : new DeadlineQueue(timeouts.idle().toNanos());
    }

    /// Turns until the loop is told to stop and its last connection is closed.
    @Override
    public void run() {
        try (selector) {
            while (!stopping || connections > 0) {
                turn();
            }
            // Connections to the upstream are left, which nobody needs any more.
            eachHandler(ReadyHandler.class, ReadyHandler::abandon);
        } catch (IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        }
    }

    private void turn() throws IOException {
        awake = false;
        select();
        wake();
        runInbox();
        runTimers();
        expireDeadlines();
        long endNs = System.nanoTime();
        counters.lag.record(endNs - nowNs);
        nowNs = endNs;
    }

    /// Waits until something is ready or due, and serves what is ready.
    private void select() throws IOException {
        long leftNs = timers.isEmpty() ? Long.MAX_VALUE : timers.firstDueNs() - nowNs;
        leftNs = Math.min(leftNs, requestDeadlines.leftNs(nowNs));
        leftNs = Math.min(leftNs, upstreamDeadlines.leftNs(nowNs));
        leftNs = Math.min(leftNs, lingerDeadlines.leftNs(nowNs));
        if (idleDeadlines != null) {
            leftNs = Math.min(leftNs, idleDeadlines.leftNs(nowNs));
        }
        if (leftNs <= 0) {
            selector.selectNow(serveReady);
        } else if (leftNs == Long.MAX_VALUE) {
            selector.select(serveReady);
        } else {
            // Rounded up: waking early would only mean to wait once more.
            selector.select(serveReady, (leftNs + MS_NS - 1) / MS_NS);
        }
    }

    /// Reads the clock once a turn, when the wait is over.
    private void wake() {
        if (!awake) {
            awake = true;
            nowNs = System.nanoTime();
        }
    }

    private void serveReady(SelectionKey key) {
        wake();
        ReadyHandler handler = (ReadyHandler) key.attachment();
        try {
            handler.ready();
        } catch (RuntimeException | Error e) {
            // What fails for one, be it for want of memory, must not end the loop that serves the others.
            LOG.log(Level.ERROR, "a connection is closed because serving it failed", e);
            handler.abandon();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a task failed", e);
        }
    }

    private void runInbox() {
        for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
            run(task);
        }
    }

    private void runTimers() {
        if (timers.isEmpty()) {
            return;
        }
        long timersNowNs = System.nanoTime();
        for (Runnable task = timers.pollDue(timersNowNs); task != null; task = timers.pollDue(timersNowNs)) {
            run(task);
        }
    }

    private void expireDeadlines() {
        requestDeadlines.expire(nowNs);
        upstreamDeadlines.expire(nowNs);
        lingerDeadlines.expire(nowNs);
        if (idleDeadlines != null) {
            idleDeadlines.expire(nowNs);
        }
    }

    /// Has the task run on the loop, in order of arrival. Any thread.
    public void execute(Runnable task) {
        inbox.add(task);
        selector.wakeup();
    }

    @Override
    public void sleep(long ns, Runnable then) {
        // Not from the time the turn began: the wait must not be shorter by what the turn took so far.
        timers.add(System.nanoTime() + ns, then);
    }

    @Override
    public void offload(Runnable work, Runnable then) {
        workers.execute(() -> {
            try {
                work.run();
            } finally {
                execute(then);
            }
        });
    }

    SelectionKey register(SelectableChannel channel, int interestOps, ReadyHandler handler) throws IOException {
        return channel.register(selector, interestOps, handler);
    }

    /// The time when this turn began.
    long nowNs() {
        return nowNs;
    }

    ResponseEncoder encoder() {
        return encoders.at(nowNs);
    }

    boolean isStopping() {
        return stopping;
    }

    /// Reads once: what there is, until the next read; null at the end of the input.
    @Nullable
    ByteBuffer read(SocketChannel channel) throws IOException {
        fromSocket.clear();
        int bytes = channel.read(fromSocket);
        if (bytes < 0) {
            return null;
        }
        fromSocket.get(0, in.array(), 0, bytes);
        return in.position(0).limit(bytes);
    }

    RequestParser sharedParser() {
        return sharedParser;
    }

    /// A connection keeps the shared parser, in the middle of a request.
    void replaceSharedParser() {
        sharedParser = new RequestParser();
    }

    void opened() {
        connections++;
    }

    void closed() {
        connections--;
    }

    /// Ends the loop in an orderly way: what is idle is closed, after one more look whether it still is.
    void stop(@Nullable Acceptor acceptor) {
        execute(() -> {
            stopping = true;
            if (acceptor != null) {
                acceptor.abandon();
            }
            execute(this::closeIdle);
        });
    }

    /// Ends the loop at once.
    void kill() {
        execute(() -> eachHandler(Connection.class, Connection::abandon));
    }

    private void closeIdle() {
        eachHandler(Connection.class, Connection::closeIfIdle);
    }

    private <T extends ReadyHandler> void eachHandler(Class<T> type, Consumer<T> action) {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (type.isInstance(key.attachment())) {
                action.accept(type.cast(key.attachment()));
            }
        }
    }
}

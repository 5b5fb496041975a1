package threadvsloop.netty;

import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.endpoints.AsyncRuntime;
import threadvsloop.endpoints.Completion;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.LagHistogram;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.Request;

/// One of Netty's event loops and all that belongs to it: its endpoints, its connections, its numbers.
final class ServerLoop implements AsyncRuntime {
    private static final Logger LOG = System.getLogger(ServerLoop.class.getName());
    private static final long LAG_SAMPLE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    final EventLoop eventLoop;
    final Counters counters = new Counters();
    final LagHistogram lag = new LagHistogram();
    final Timeouts timeouts;
    final ResponseHeads heads;

    private final Executor workers;
    private final AsyncEndpoints endpoints;
    private final Set<Connection> connections = new HashSet<>();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private final Runnable sampleLag = this::sampleLag;
    private long lagSampleDueNs;
    private boolean stopping;

    ServerLoop(
            EventLoop eventLoop,
            Executor workers,
            Timeouts timeouts,
            Function<ServerLoop, AsyncBackends> backends,
            DiskFiles files,
            Identity identity,
            Supplier<Stats> stats) {
        this.eventLoop = eventLoop;
        this.workers = workers;
        this.timeouts = timeouts;
        this.heads = new ResponseHeads(identity.contestant(), Clock.systemUTC());
        this.endpoints = new AsyncEndpoints(this, backends.apply(this), files, identity, stats);
        eventLoop.execute(this::sampleAgain);
    }

    void answer(Request request, Completion answer) {
        endpoints.answer(request, answer);
    }

    @Override
    public void sleep(long ns, Runnable then) {
        Future<?> _ = eventLoop.schedule(() -> run(then), ns, TimeUnit.NANOSECONDS);
    }

    /// Says what would otherwise lie in a future that nobody looks at.
    static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a task failed", e);
        }
    }

    @Override
    public void offload(Runnable work, Runnable then) {
        workers.execute(() -> {
            try {
                work.run();
            } finally {
                eventLoop.execute(then);
            }
        });
    }

    boolean isStopping() {
        return stopping;
    }

    void opened(Connection connection) {
        connections.add(connection);
    }

    void closed(Connection connection) {
        connections.remove(connection);
        emptyIfDone();
    }

    /// Ends the loop's connections in an orderly way: what is idle is closed, after one more look whether it still is.
    /// Any thread.
    ///
    /// @return done when there is no connection left
    CompletableFuture<Void> stop() {
        eventLoop.execute(() -> {
            stopping = true;
            emptyIfDone();
            eventLoop.execute(() -> List.copyOf(connections).forEach(Connection::closeIfIdle));
        });
        return emptied;
    }

    private void emptyIfDone() {
        if (stopping && connections.isEmpty()) {
            emptied.complete(null);
        }
    }

    private void sampleLag() {
        lag.record(Math.max(0, System.nanoTime() - lagSampleDueNs));
        sampleAgain();
    }

    private void sampleAgain() {
        lagSampleDueNs = System.nanoTime() + LAG_SAMPLE_NS;
        sleep(LAG_SAMPLE_NS, sampleLag);
    }
}

package threadvsloop.undertow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import threadvsloop.endpoints.AsyncRuntime;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.endpoints.server.LagHistogram;

/// One of the server's I/O threads, with its timers and its numbers.
final class IoLoop implements AsyncRuntime {
    private static final Logger LOG = System.getLogger(IoLoop.class.getName());
    private static final int SCRATCH_BYTES = 16 * 1024;
    private static final long MS_NS = 1_000_000;

    /// Often enough to see a loop that stalls, seldom enough not to keep an idle one busy.
    private static final long LAG_SAMPLE_MS = 20;

    final XnioIoThread thread;

    /// Of the connections of this thread, but for how many there are.
    final Counters counters = new Counters();

    final LagHistogram lag = new LagHistogram();

    private final Executor offloadPool;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private long sampleDueNs;

    IoLoop(XnioIoThread thread, Executor offloadPool) {
        this.thread = thread;
        this.offloadPool = offloadPool;
    }

    @Override
    public void sleep(long ns, Runnable then) {
        after(ns, then);
    }

    @Override
    public void offload(Runnable work, Runnable then) {
        offloadPool.execute(() -> {
            try {
                work.run();
            } finally {
                execute(then);
            }
        });
    }

    /// Has the task run in this thread. Any thread.
    void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server has ended", e);
        }
    }

    /// Has the task run in this thread, no less than `ns` from now: its timers count whole milliseconds. Any thread.
    XnioExecutor.Key after(long ns, Runnable task) {
        return thread.executeAfter(task, (ns + MS_NS - 1) / MS_NS, TimeUnit.MILLISECONDS);
    }

    /// Bytes that nobody needs go here. In this thread.
    ByteBuffer scratch() {
        return scratch.clear();
    }

    /// Begins to measure, until the server ends, how late a timer fires that ought to fire every 20 ms. A server may
    /// end before the first is even set.
    void measureLag() {
        sampleDueNs = System.nanoTime() + LAG_SAMPLE_MS * MS_NS;
        try {
            after(LAG_SAMPLE_MS * MS_NS, this::sampleLag);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server has ended", e);
        }
    }

    private void sampleLag() {
        lag.record(Math.max(0, System.nanoTime() - sampleDueNs));
        measureLag();
    }
}

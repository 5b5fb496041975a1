package threadvsloop.loadgen;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import threadvsloop.loadgen.clock.NanoClock;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.loadgen.engine.LoadRun;
import threadvsloop.loadgen.engine.Loops;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.AddressResult;
import threadvsloop.model.measured.LoadResult;

/// Puts load on a server and tells what came of it. For one run only.
///
/// Load comes from one thread per loop, each of which drives its connections through a selector and sleeps when
/// nothing is due; give each a CPU that the server does not use.
public final class LoadGenerator {
    private final LoadOptions options;
    private final NanoClock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicBoolean used = new AtomicBoolean();
    private List<AddressResult> addresses = List.of();

    public LoadGenerator(LoadOptions options) {
        this(options, NanoClock.SYSTEM);
    }

    LoadGenerator(LoadOptions options, NanoClock clock) {
        this.options = options;
        this.clock = clock;
    }

    /// Runs to the end: connect, warm up, measure, drain.
    ///
    /// @param listener called on this thread
    /// @throws TargetUnreachableException if not one connection could be opened, or this process may not open as
    ///     many as were asked for; says why and what to do
    /// @throws InterruptedException if this thread was interrupted; everything is closed by then
    public LoadResult run(LoadListener listener) throws TargetUnreachableException, InterruptedException {
        if (used.getAndSet(true)) {
            throw new IllegalStateException("a load generator is for one run: make a new one");
        }
        Rehearsal.once();
        Loops loops = Loops.of(options, clock, stop);
        // What others have left behind is collected now, and not in the measurement, where it would be a pause.
        System.gc();
        try (LoadRun run = new LoadRun(options, loops, listener, clock, stop)) {
            LoadResult result = run.carryOut();
            addresses = loops.addresses();
            return result;
        }
    }

    /// After the run, on the thread that called [#run]: what became of each of several addresses, in the order of the
    /// targets; empty where there was one only.
    public List<AddressResult> addresses() {
        return addresses;
    }

    /// Ends the run early, from any thread: the window ends now, requests in flight count as
    /// `Outcome.UNFINISHED`, and [#run] returns what was measured, marked as stopped.
    public void stop() {
        stop.countDown();
    }
}

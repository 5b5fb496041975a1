package threadvsloop.loadgen.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import threadvsloop.loadgen.clock.GcPauses;
import threadvsloop.loadgen.clock.LoopPriority;
import threadvsloop.loadgen.clock.NanoClock;
import threadvsloop.loadgen.clock.SchedulerReading;
import threadvsloop.loadgen.record.Timeline;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.model.measured.LoadResult;

/// One run, as the coordinating thread sees it: it starts the loops, tells them the window, keeps the
/// listener informed and draws the sum. The load itself never waits for it.
public final class LoadRun implements AutoCloseable {
    /// Time for all loops to learn of the window before load begins.
    private static final long MARGIN_NS = 2_000_000L;
    /// Time for all loops to learn that the window ends early.
    private static final long STOP_MARGIN_NS = 20_000_000L;

    /// Before an edge of the window, the calling thread does nothing else.
    private static final long EDGE_NS = 20_000_000L;

    /// So long before the measurement loops get their priority, and no earlier: in the warm-up the JIT compilers, which
    /// may share their CPU, must get on, for what they have not done by then would be done in the measurement.
    private static final long PRIORITY_LEAD_NS = 500_000_000L;

    /// So long before the measurement its listener may do what takes some milliseconds.
    private static final long LISTENER_LEAD_NS = 60_000_000L;

    private static final long TICK_NS = 50_000_000L;
    private static final long SHORT_TICK_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final LoadOptions options;
    private final LoadListener listener;
    private final NanoClock clock;
    private final CountDownLatch stop;
    private final Loops loops;
    private final long startNs;
    private final Timeline timeline;
    private final GcPauses gc = new GcPauses();

    private Window window = Window.UNKNOWN;
    private boolean stopped;

    /// Starts the loops, which begin to connect at once.
    ///
    /// @param stop counted down, by any thread, to end the run early
    public LoadRun(LoadOptions options, Loops loops, LoadListener listener, NanoClock clock, CountDownLatch stop) {
        this.options = options;
        this.loops = loops;
        this.listener = listener;
        this.clock = clock;
        this.stop = stop;
        startNs = clock.nanoTime();
        long epochOffsetNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - startNs;
        timeline = new Timeline(loops.all().stream().map(LoadLoop::tallies).toList(), epochOffsetNs);
        loops.start(startNs);
    }

    /// From the first connection to the result. The calling thread comes before all but the loops meanwhile, so that
    /// it can tell of each second also when these have more to do than they can.
    public LoadResult carryOut() throws TargetUnreachableException, InterruptedException {
        LoopPriority usual = LoopPriority.ofThisThread();
        LoopPriority.raiseHalfWay();
        try {
            return load();
        } finally {
            usual.apply();
        }
    }

    private LoadResult load() throws TargetUnreachableException, InterruptedException {
        stopped = connect();
        publish(stopped ? nothing() : Window.of(listener.loadFrom(clock.nanoTime() + MARGIN_NS), options));
        await(window.loadNs());
        listener.phase(LoadPhase.WARMUP, window.loadNs());
        await(window.startNs() - PRIORITY_LEAD_NS);
        loops.raise();
        await(window.startNs() - LISTENER_LEAD_NS);
        listener.beforeMeasurement();
        SchedulerReading first = edge(LoadPhase.MEASUREMENT, Window::startNs);
        gc.reset();
        SchedulerReading last = edge(LoadPhase.DRAIN, Window::endNs);
        double gcPauseMs = gc.longestMs();
        drain();
        listener.phase(LoadPhase.DONE, clock.nanoTime());
        return new ResultBuilder(options, window, loops, timeline, stopped).build(gcPauseMs, first, last);
    }

    /// Waits for an edge of the window and tells of it. The calling thread has the loops' priority meanwhile:
    /// a listener that reads something at the edge must not wait for a loop that has much to do.
    private SchedulerReading edge(LoadPhase next, ToLongFunction<Window> moment) throws InterruptedException {
        await(moment.applyAsLong(window) - EDGE_NS);
        LoopPriority before = LoopPriority.ofThisThread();
        LoopPriority.raise();
        try {
            for (long aheadNs = aheadNs(moment); aheadNs > 0; aheadNs = aheadNs(moment)) {
                rest(aheadNs);
            }
            SchedulerReading scheduling = loops.scheduling();
            listener.phase(next, moment.applyAsLong(window));
            return scheduling;
        } finally {
            before.apply();
        }
    }

    /// Stopped before any load.
    private Window nothing() {
        long nowNs = clock.nanoTime();
        return Window.of(nowNs, options).stoppedAt(nowNs);
    }

    /// @return whether the run is to stop
    private boolean connect() throws TargetUnreachableException, InterruptedException {
        long rampNs =
                (long) (options.connections().number() / options.connections().openedPerSecond() * SECOND_NS);
        long plannedNs = rampNs + options.timeout().toNanos();
        listener.phase(LoadPhase.CONNECT, startNs);
        long nextReportNs = startNs + SECOND_NS;
        while (!loops.rampDone()) {
            if (pause(SHORT_TICK_NS)) {
                return true;
            }
            long elapsedNs = clock.nanoTime() - startNs;
            if (startNs + elapsedNs >= nextReportNs) {
                listener.progress(
                        new LoadProgress(LoadPhase.CONNECT, elapsedNs, plannedNs, loops.opened(), 0, 0, 0, 0, 0));
                nextReportNs += SECOND_NS;
            }
        }
        if (options.connections().number() > 0 && loops.opened() == 0) {
            throw loops.unreachable();
        }
        return false;
    }

    private void publish(Window latest) {
        window = latest;
        timeline.adopt(latest);
        loops.publish(latest);
    }

    /// Waits for a moment of the window, or for the window's end if that is brought forward.
    private void await(long ns) throws InterruptedException {
        for (long aheadNs = aheadNs(ns); aheadNs > 0; aheadNs = aheadNs(ns)) {
            tick(Math.min(aheadNs, TICK_NS));
        }
    }

    private long aheadNs(long ns) {
        return Math.min(ns, window.endNs()) - clock.nanoTime();
    }

    /// The window may be brought forward meanwhile.
    private long aheadNs(ToLongFunction<Window> moment) {
        return aheadNs(moment.applyAsLong(window));
    }

    private void drain() throws InterruptedException {
        loops.release();
        while (loops.isRunning()) {
            tick(SHORT_TICK_NS);
        }
        loops.check();
        timeline.finish();
    }

    /// Lets some time pass, and does what has come up in it.
    private void tick(long ns) throws InterruptedException {
        rest(ns);
        timeline.collect(this::report);
    }

    /// Lets some time pass; if the run is to stop, brings the window's end forward.
    private void rest(long ns) throws InterruptedException {
        if (stopped) {
            loops.check();
            TimeUnit.NANOSECONDS.sleep(ns);
        } else if (pause(ns)) {
            stopped = true;
            publish(window.stoppedAt(clock.nanoTime() + STOP_MARGIN_NS));
        }
    }

    /// Waits for a while; true if the run is to stop.
    private boolean pause(long ns) throws InterruptedException {
        loops.check();
        return stop.await(ns, TimeUnit.NANOSECONDS);
    }

    private void report(Timeline.Second second) {
        LoadPhase phase = window.phaseAt(second.startNs());
        long phaseStartNs = window.startOf(phase);
        listener.progress(new LoadProgress(
                phase,
                second.endNs() - phaseStartNs,
                window.endOf(phase) - phaseStartNs,
                second.open(),
                second.inFlight(),
                second.completed() * 1e9 / Math.max(1, second.endNs() - second.startNs()),
                second.p99Ns(),
                second.meanServiceNs(),
                second.errors()));
    }

    @Override
    public void close() {
        gc.close();
        loops.end();
    }
}

package threadvsloop.loadgen.engine;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.clock.Alarm;
import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.clock.LoopPriority;
import threadvsloop.loadgen.clock.NanoClock;
import threadvsloop.loadgen.clock.Pacer;
import threadvsloop.loadgen.clock.SchedulerReading;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.loadgen.record.KindCount;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.record.TallyExchange;
import threadvsloop.loadgen.schedule.Ramp;
import threadvsloop.loadgen.schedule.Roles;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.LoadOptions;

/// One thread that opens its share of the connections and drives its share of the load.
///
/// ```
/// connect (ramp) → wait for the window → load until its end → drain → hand over what is left, close
/// ```
///
/// All state belongs to the loop's thread. The coordinating thread publishes the window, and reads what is volatile;
/// after it has joined the thread it may read everything.
final class LoadLoop implements Runnable {
    /// What a turn of a waiting spin is taken to have cost at most; a longer one was interrupted.
    private static final long LONGEST_SPIN_NS = 10_000L;

    private final LoopClock clock;
    private final Selector selector;
    private final Recorder recorder;
    private final Lane lane;
    private final Lane[] lanes;
    private final Ramp ramp;
    private final Connector connector;
    private final Connection[] connections;
    private final Route[] routes;
    private final Alarm alarm;
    private final Pacer pacer;
    private final TallyExchange tallies;

    private volatile Window published = Window.UNKNOWN;
    private volatile @Nullable Path task;
    private volatile boolean released;
    private volatile boolean aborted;
    private volatile @Nullable Throwable failure;
    private boolean raised;
    private Window window = Window.UNKNOWN;

    /// @param index 0 to `options.loops()` − 1
    /// @param wires from [Targets#wires], shared by all loops
    LoadLoop(LoadOptions options, Targets targets, Map<Address, Wire[]> wires, int index, NanoClock source)
            throws IOException {
        clock = new LoopClock(source);
        selector = Selector.open();
        tallies = new TallyExchange(KindCount.of(options));
        recorder = new Recorder(tallies);
        Roles roles = Roles.of(options.connections(), index, options.loops());
        connections = new Connection[roles.all()];
        ramp = new Ramp(options.connections().openedPerSecond(), index, options.loops());
        connector = new Connector(
                selector,
                clock,
                recorder,
                connections,
                ramp,
                options.connections().perRequest() ? 1 : connections.length,
                options.timeout().toNanos());
        Lanes made = Lanes.of(options, index, clock, recorder, connector);
        routes = targets.routes(wires);
        made.fill(connections, roles, routes, index, options.loops());
        lane = made.load();
        lanes = made.all();
        alarm = new Alarm(selector, source, "alarm-" + index);
        pacer = new Pacer(selector, alarm, this::ready);
    }

    /// Coordinator, before the thread is started: when the ramp begins.
    void begin(long startNs) {
        recorder.begin(startNs);
        ramp.begin(startNs);
        if (lane.use() instanceof Churn churn) {
            for (int slot = 1; slot < connections.length; slot++) {
                churn.rest(connections[slot], startNs);
            }
        }
    }

    @Override
    public void run() {
        try {
            task = SchedulerReading.ofThisThread();
            alarm.start();
            boolean more = true;
            while (more && !aborted) {
                more = round();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            end();
        }
    }

    /// Coordinator: when load begins and ends. May be called again to bring the end forward.
    void publish(Window window) {
        published = window;
        selector.wakeup();
    }

    /// Coordinator: the end of the window has been announced, so connections may be closed once all is done.
    void release() {
        released = true;
        selector.wakeup();
    }

    /// Coordinator: ends at once, whatever is in flight.
    void abort() {
        aborted = true;
        selector.wakeup();
    }

    /// Any thread.
    Connector connector() {
        return connector;
    }

    /// Coordinator.
    TallyExchange tallies() {
        return tallies;
    }

    /// Any thread: where the kernel tells of the loop's thread; null before that runs.
    @Nullable
    Path task() {
        return task;
    }

    /// Coordinator, while the thread runs: puts it before others that want its CPU, if the system allows it. It does
    /// not do so itself: code that runs once, in the midst of code that runs all the time, makes the JIT throw that
    /// away, and compile it anew for two seconds.
    void raise() {
        Path known = task;
        raised = known != null
                && !known.equals(SchedulerReading.UNKNOWN_TASK)
                && LoopPriority.raise(SchedulerReading.threadOf(known));
    }

    /// Coordinator: whether it has priority over others that want its CPU.
    boolean raised() {
        return raised;
    }

    /// What ended this loop before its time, if anything did.
    @Nullable
    Throwable failure() {
        return failure;
    }

    /// After the thread has ended.
    Recorder recorder() {
        return recorder;
    }

    /// After the thread has ended.
    Connection[] connections() {
        return connections;
    }

    /// After the thread has ended.
    Route[] routes() {
        return routes;
    }

    /// After the thread has ended: connections with a good answer to a request of the measurement; slow readers that
    /// read something during it. Never idle ones, nor slow writers.
    int served() {
        return (int) Arrays.stream(connections)
                .filter(c -> c.answers > 0 && !c.lane.exchanges().writesSlowly())
                .count();
    }

    /// One turn: what is due, then what is ready. False when all is done.
    private boolean round() throws IOException {
        long nowNs = clock.read();
        adoptWindow();
        connector.openDue(nowNs);
        for (Lane each : lanes) {
            each.tend(nowNs);
        }
        if (nowNs >= recorder.boundaryNs()) {
            recorder.advance(nowNs);
        }
        if (isOver(nowNs)) {
            return false;
        }
        await(nowNs);
        return true;
    }

    private void adoptWindow() {
        Window latest = published;
        if (!latest.equals(window)) {
            window = latest;
            recorder.adopt(latest);
            for (Lane each : lanes) {
                each.workload().adopt(latest);
            }
        }
    }

    private boolean isOver(long nowNs) {
        if (nowNs < window.endNs() || !released) {
            return false;
        }
        if (nowNs < window.drainEndNs() && recorder.measuredInFlight() > 0) {
            return false;
        }
        for (Lane each : lanes) {
            each.abandon(nowNs);
        }
        return true;
    }

    private void await(long nowNs) throws IOException {
        long nextNs = Math.min(connector.nextNs(), recorder.boundaryNs());
        for (Lane each : lanes) {
            nextNs = Math.min(nextNs, each.nextNs());
        }
        if (nowNs < window.drainEndNs()) {
            nextNs = Math.min(nextNs, window.drainEndNs());
        }
        long aheadNs = nextNs <= nowNs ? 0 : nextNs - nowNs;
        boolean quiet = recorder.inFlight() == 0 && !connector.isConnecting();
        if (pacer.await(nowNs, aheadNs, quiet)) {
            recorder.spun(Math.min(clock.read() - nowNs, LONGEST_SPIN_NS));
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        Connection c = (Connection) key.attachment();
        int ops = key.readyOps();
        if ((ops & SelectionKey.OP_CONNECT) != 0) {
            connector.finish(c);
            return;
        }
        if ((ops & SelectionKey.OP_READ) != 0) {
            c.lane.exchanges().readable(c);
        }
        if ((ops & SelectionKey.OP_WRITE) != 0 && key.isValid() && c.busy) {
            c.lane.exchanges().writable(c);
        }
        lane.catchUp(clock.last());
    }

    private void end() {
        recorder.finish(clock.read());
        connector.closeAll();
        alarm.end();
        close();
    }

    /// Gives back what was opened when this was made. Done by the loop itself if it has been started.
    void close() {
        try {
            selector.close();
        } catch (IOException e) {
            System.getLogger(LoadLoop.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
        }
    }
}

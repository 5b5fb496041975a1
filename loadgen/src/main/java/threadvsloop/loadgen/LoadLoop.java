package threadvsloop.loadgen;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    private final Exchanges exchanges;
    private final Workload workload;
    private final Ramp ramp;
    private final Connector connector;
    private final Connection[] connections;
    private final Pacer pacer;
    private final TallyExchange tallies = new TallyExchange();

    private volatile Window published = Window.UNKNOWN;
    private volatile boolean released;
    private volatile boolean aborted;
    private volatile @Nullable Throwable failure;
    private Window window = Window.UNKNOWN;

    /// @param index 0 to `options.loops()` − 1
    LoadLoop(LoadOptions options, Target target, int index, NanoClock source) throws IOException {
        long timeoutNs = options.timeout().toNanos();
        clock = new LoopClock(source);
        selector = Selector.open();
        recorder = new Recorder(tallies);
        exchanges = new Exchanges(clock, recorder, target.wire(), timeoutNs);
        workload = workload(options, index, timeoutNs);
        connections = connections(options, index);
        ramp = new Ramp(options.connectPerSecond(), index, options.loops());
        connector = new Connector(
                target.address(),
                selector,
                clock,
                recorder,
                connections,
                ramp,
                timeoutNs,
                c -> workload.free(c, clock.last()));
        exchanges.connect(workload, connector::lost);
        pacer = new Pacer(selector, this::ready);
    }

    private Workload workload(LoadOptions options, int index, long timeoutNs) {
        return switch (options.shape()) {
            case LoadShape.Open open ->
                new OpenWorkload(
                        clock,
                        ArrivalSchedule.of(open, options.seed(), index, options.loops()),
                        exchanges,
                        recorder,
                        timeoutNs);
            case LoadShape.Closed _ -> new ClosedWorkload(clock, exchanges, recorder);
            case LoadShape.Idle _ -> new IdleWorkload();
        };
    }

    private static Connection[] connections(LoadOptions options, int index) {
        boolean toHead = options.request().method().equals("HEAD");
        int share = (options.connections() - index + options.loops() - 1) / options.loops();
        Connection[] connections = new Connection[share];
        LastHead last = new LastHead();
        Arrays.setAll(connections, _ -> new Connection(new ResponseParser(toHead, last)));
        return connections;
    }

    /// Coordinator, before the thread is started: when the ramp begins.
    void begin(long startNs) {
        recorder.begin(startNs);
        ramp.begin(startNs);
    }

    @Override
    public void run() {
        try {
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

    /// What ended this loop before its time, if anything did.
    @Nullable
    Throwable failure() {
        return failure;
    }

    /// After the thread has ended.
    Recorder recorder() {
        return recorder;
    }

    /// After the thread has ended: connections with a good answer to a request of the measurement.
    int served() {
        return (int) Arrays.stream(connections).filter(c -> c.answers > 0).count();
    }

    /// One turn: what is due, then what is ready. False when all is done.
    private boolean round() throws IOException {
        long nowNs = clock.read();
        adoptWindow();
        connector.openDue(nowNs);
        workload.startDue(nowNs);
        exchanges.expire(nowNs);
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
            workload.adopt(latest);
        }
    }

    private boolean isOver(long nowNs) {
        if (nowNs < window.endNs() || !released) {
            return false;
        }
        if (nowNs >= window.drainEndNs()) {
            workload.abandon(nowNs);
            exchanges.abandon(nowNs);
            return true;
        }
        return recorder.measuredInFlight() == 0;
    }

    private void await(long nowNs) throws IOException {
        long nextNs = Math.min(workload.nextNs(), exchanges.nextNs());
        nextNs = Math.min(nextNs, connector.nextNs());
        nextNs = Math.min(nextNs, recorder.boundaryNs());
        if (nowNs < window.drainEndNs()) {
            nextNs = Math.min(nextNs, window.drainEndNs());
        }
        long aheadNs = nextNs <= nowNs ? 0 : nextNs - nowNs;
        boolean quiet = recorder.inFlight() == 0 && !connector.isConnecting();
        if (pacer.await(aheadNs, quiet)) {
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
            exchanges.readable(c);
        }
        if ((ops & SelectionKey.OP_WRITE) != 0 && key.isValid() && c.busy) {
            exchanges.writable(c);
        }
        if (workload.nextNs() <= clock.last()) {
            workload.startDue(clock.last());
        }
    }

    private void end() {
        recorder.finish(clock.read());
        connector.closeAll();
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

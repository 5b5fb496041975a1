package threadvsloop.loadgen;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One run, as the coordinating thread sees it: it starts the loops, tells them the window, keeps the listener informed
/// and draws the sum. The load itself never waits for it.
final class LoadRun implements AutoCloseable {
    /// Time for all loops to learn of the window before load begins.
    private static final long MARGIN_NS = 2_000_000L;
    /// Time for all loops to learn that the window ends early.
    private static final long STOP_MARGIN_NS = 20_000_000L;

    /// Files that the rest of the process may need meanwhile.
    private static final int SPARE_DESCRIPTORS = 64;

    private static final long TICK_NS = 50_000_000L;
    private static final long SHORT_TICK_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final LoadOptions options;
    private final LoadListener listener;
    private final NanoClock clock;
    private final CountDownLatch stop;
    private final long startNs;
    private final List<LoadLoop> loops;
    private final List<Thread> threads;
    private final Timeline timeline;
    private final GcPauses gc = new GcPauses();

    private Window window = Window.UNKNOWN;
    private boolean stopped;

    /// Starts the loops, which begin to connect at once.
    ///
    /// @param stop counted down, by any thread, to end the run early
    LoadRun(LoadOptions options, LoadListener listener, NanoClock clock, CountDownLatch stop)
            throws TargetUnreachableException {
        this.options = options;
        this.listener = listener;
        this.clock = clock;
        this.stop = stop;
        checkDescriptors(options);
        InetSocketAddress address = resolve(options);
        loops = loops(address);
        threads = new ArrayList<>();
        for (LoadLoop loop : loops) {
            threads.add(
                    Thread.ofPlatform().daemon().name("load-" + threads.size()).unstarted(loop));
        }
        startNs = clock.nanoTime();
        long epochOffsetNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - startNs;
        timeline = new Timeline(loops.stream().map(LoadLoop::tallies).toList(), epochOffsetNs);
        loops.forEach(loop -> loop.begin(startNs));
        threads.forEach(Thread::start);
    }

    /// From the first connection to the result.
    LoadResult carryOut() throws TargetUnreachableException, InterruptedException {
        connect();
        publish(Window.of(clock.nanoTime() + MARGIN_NS, options));
        await(window.loadNs());
        listener.phase(LoadPhase.WARMUP, window.loadNs());
        await(window.startNs());
        gc.reset();
        listener.phase(LoadPhase.MEASUREMENT, window.startNs());
        await(window.endNs());
        double gcPauseMs = gc.longestMs();
        listener.phase(LoadPhase.DRAIN, window.endNs());
        drain();
        listener.phase(LoadPhase.DONE, clock.nanoTime());
        return new ResultBuilder(options, window, loops, timeline, stopped).build(gcPauseMs);
    }

    private static InetSocketAddress resolve(LoadOptions options) throws TargetUnreachableException {
        try {
            return new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException(
                    options.host(), options.port(), ConnectFault.UNKNOWN_HOST, ConnectFault.detail(e));
        }
    }

    /// Said before anything is opened: a process without a free descriptor can do little else but fail.
    private static void checkDescriptors(LoadOptions options) throws TargetUnreachableException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            long used = os.getOpenFileDescriptorCount();
            long most = os.getMaxFileDescriptorCount();
            if (used + options.connections() + SPARE_DESCRIPTORS > most) {
                throw new TargetUnreachableException(
                        options.host(),
                        options.port(),
                        ConnectFault.TOO_MANY_FILES,
                        "%d connections, %d files open, %d to spare, and a limit of %d"
                                .formatted(options.connections(), used, SPARE_DESCRIPTORS, most));
            }
        }
    }

    private List<LoadLoop> loops(InetSocketAddress address) throws TargetUnreachableException {
        byte[] wire = options.request().encode(options.host(), options.port());
        List<LoadLoop> made = new ArrayList<>();
        try {
            for (int i = 0; i < options.loops(); i++) {
                made.add(new LoadLoop(options, address, wire, i, clock));
            }
        } catch (IOException e) {
            throw new TargetUnreachableException(
                    options.host(), options.port(), ConnectFault.of(e), ConnectFault.detail(e));
        }
        return made;
    }

    private void connect() throws TargetUnreachableException, InterruptedException {
        long rampNs = (long) (options.connections() / options.connectPerSecond() * SECOND_NS);
        long plannedNs = rampNs + options.timeout().toNanos();
        listener.phase(LoadPhase.CONNECT, startNs);
        long nextReportNs = startNs + SECOND_NS;
        while (!loops.stream().allMatch(loop -> loop.connector().rampDone())) {
            if (waitFor(SHORT_TICK_NS)) {
                return;
            }
            long elapsedNs = clock.nanoTime() - startNs;
            if (startNs + elapsedNs >= nextReportNs) {
                listener.progress(new LoadProgress(LoadPhase.CONNECT, elapsedNs, plannedNs, opened(), 0, 0, 0, 0));
                nextReportNs += SECOND_NS;
            }
        }
        if (options.connections() > 0 && opened() == 0) {
            throw unreachable();
        }
    }

    private TargetUnreachableException unreachable() throws InterruptedException {
        loops.forEach(LoadLoop::abort);
        join();
        Map<ConnectFault, String> faults = new EnumMap<>(ConnectFault.class);
        loops.forEach(loop -> faults.putAll(loop.recorder().faultExamples()));
        Map.Entry<ConnectFault, String> first = faults.entrySet().iterator().next();
        return new TargetUnreachableException(options.host(), options.port(), first.getKey(), first.getValue());
    }

    private void publish(Window latest) {
        window = latest;
        timeline.adopt(latest);
        loops.forEach(loop -> loop.publish(latest));
    }

    /// Waits for a moment of the window, or for the window's end if that is brought forward.
    private void await(long ns) throws InterruptedException {
        for (long aheadNs = aheadNs(ns); aheadNs > 0; aheadNs = aheadNs(ns)) {
            if (stopped) {
                TimeUnit.NANOSECONDS.sleep(aheadNs);
            } else if (waitFor(Math.min(aheadNs, TICK_NS))) {
                stopped = true;
                publish(window.stoppedAt(clock.nanoTime() + STOP_MARGIN_NS));
            }
            timeline.collect(this::report);
        }
    }

    private long aheadNs(long ns) {
        return Math.min(ns, window.endNs()) - clock.nanoTime();
    }

    private void drain() throws InterruptedException {
        loops.forEach(LoadLoop::release);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            checkLoops();
            TimeUnit.NANOSECONDS.sleep(SHORT_TICK_NS);
            timeline.collect(this::report);
        }
        join();
        timeline.finish();
    }

    /// Waits for a while; true if the run is to stop.
    private boolean waitFor(long ns) throws InterruptedException {
        checkLoops();
        return stop.await(ns, TimeUnit.NANOSECONDS);
    }

    private void checkLoops() {
        for (LoadLoop loop : loops) {
            Throwable failure = loop.failure();
            if (failure != null) {
                throw new IllegalStateException("a load loop failed: " + failure, failure);
            }
        }
    }

    private void report(Interval second) {
        LoadPhase phase = window.phaseAt(second.startNs());
        long phaseStartNs = switch (phase) {
            case WARMUP -> window.loadNs();
            case MEASUREMENT -> window.startNs();
            default -> window.endNs();
        };
        long phaseEndNs = switch (phase) {
            case WARMUP -> window.startNs();
            case MEASUREMENT -> window.endNs();
            default -> window.drainEndNs();
        };
        listener.progress(new LoadProgress(
                phase,
                second.endNs() - phaseStartNs,
                phaseEndNs - phaseStartNs,
                second.open(),
                second.inFlight(),
                second.completed() * 1e9 / Math.max(1, second.endNs() - second.startNs()),
                second.response().getValueAtPercentile(99),
                second.errors()));
    }

    private int opened() {
        return loops.stream().mapToInt(loop -> loop.connector().opened()).sum();
    }

    private void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        checkLoops();
    }

    /// Ends whatever still runs, and waits until its sockets are closed, even if this thread is interrupted.
    @Override
    public void close() {
        gc.close();
        loops.forEach(LoadLoop::abort);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

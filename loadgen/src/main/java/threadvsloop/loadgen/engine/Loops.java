package threadvsloop.loadgen.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import threadvsloop.loadgen.clock.NanoClock;
import threadvsloop.loadgen.clock.SchedulerReading;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.loadgen.record.AddressTally;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.AddressResult;
import threadvsloop.model.measured.ConnectFault;

/// The loops of one run with their threads, as the coordinating thread deals with them.
public final class Loops {
    private final Targets targets;
    private final List<LoadLoop> loops;
    private final List<Thread> threads;

    private Loops(Targets targets, List<LoadLoop> loops) {
        this.targets = targets;
        this.loops = loops;
        this.threads = new ArrayList<>();
        for (LoadLoop loop : loops) {
            String name = "load-" + threads.size();
            threads.add(Thread.ofPlatform().daemon().name(name).unstarted(loop));
        }
    }

    /// Makes the loops, and starts nothing.
    ///
    /// @param stop ends the wait for addresses of a name
    public static Loops of(LoadOptions options, NanoClock clock, CountDownLatch stop)
            throws TargetUnreachableException, InterruptedException {
        Targets targets = Targets.of(options, stop);
        Map<Address, Wire[]> wires = targets.wires(options);
        List<LoadLoop> made = new ArrayList<>();
        try {
            for (int i = 0; i < options.loops(); i++) {
                made.add(new LoadLoop(options, targets, wires, i, clock));
            }
        } catch (IOException e) {
            made.forEach(LoadLoop::close);
            throw targets.unreachable(e);
        }
        return new Loops(targets, made);
    }

    /// They begin to connect at this moment.
    void start(long startNs) {
        loops.forEach(loop -> loop.begin(startNs));
        threads.forEach(Thread::start);
    }

    List<LoadLoop> all() {
        return loops;
    }

    /// How the threads, which are running, were scheduled until now.
    SchedulerReading scheduling() {
        return SchedulerReading.now(loops.stream()
                .map(loop -> Objects.requireNonNullElse(loop.task(), SchedulerReading.UNKNOWN_TASK))
                .toList());
    }

    /// Puts their threads, which are running, before others that want their CPUs.
    void raise() {
        loops.forEach(LoadLoop::raise);
    }

    /// After all loops have ended: what became of each of several addresses; empty where there is one only.
    public List<AddressResult> addresses() {
        List<TargetAddress> all = targets.addresses().stream().distinct().toList();
        return all.size() == 1 ? List.of() : all.stream().map(this::result).toList();
    }

    private AddressResult result(TargetAddress address) {
        AddressTally sum = new AddressTally();
        int connections = 0;
        int opened = 0;
        for (LoadLoop loop : loops) {
            for (Route route : loop.routes()) {
                if (route.to.equals(address) && route.tally != null) {
                    sum.add(route.tally);
                }
            }
            for (Connection c : loop.connections()) {
                if (c.route.to.equals(address)) {
                    connections++;
                    opened += c.everOpened ? 1 : 0;
                }
            }
        }
        return new AddressResult(
                address.target(),
                address.text(),
                address.unused(),
                connections,
                opened,
                sum.requests,
                sum.answered,
                sum.response);
    }

    boolean rampDone() {
        return loops.stream().allMatch(loop -> loop.connector().rampDone());
    }

    int opened() {
        return loops.stream().mapToInt(loop -> loop.connector().opened()).sum();
    }

    void publish(Window window) {
        loops.forEach(loop -> loop.publish(window));
    }

    void release() {
        loops.forEach(LoadLoop::release);
    }

    boolean isRunning() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /// @throws IllegalStateException if a loop has ended by an error of its own
    void check() {
        for (LoadLoop loop : loops) {
            Throwable failure = loop.failure();
            if (failure != null) {
                throw new IllegalStateException("a load loop failed: " + failure, failure);
            }
        }
    }

    /// Says why not one connection could be opened, after all loops have been ended.
    TargetUnreachableException unreachable() {
        end();
        Map<ConnectFault, String> faults = new EnumMap<>(ConnectFault.class);
        loops.forEach(loop -> loop.recorder().faultExamples().forEach(faults::putIfAbsent));
        Map.Entry<ConnectFault, String> first = faults.entrySet().iterator().next();
        return targets.unreachable(first.getKey(), first.getValue());
    }

    /// Ends whatever still runs, and waits until its sockets are closed, even if this thread is interrupted.
    void end() {
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

package threadvsloop.loadgen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The loops of one run with their threads, as the coordinating thread deals with them.
final class Loops {
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
    static Loops of(LoadOptions options, NanoClock clock) throws TargetUnreachableException {
        Targets targets = Targets.of(options);
        List<LoadLoop> made = new ArrayList<>();
        try {
            for (int i = 0; i < options.loops(); i++) {
                made.add(new LoadLoop(options, targets, i, clock));
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

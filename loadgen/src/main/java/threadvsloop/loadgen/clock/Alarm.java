package threadvsloop.loadgen.clock;

import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/// Wakes a loop that waits in its selector at a moment between two milliseconds, which a selector's own time-out cannot
/// name. A thread of its own per loop, which sleeps until then.
///
/// Hazard: a loop that spins instead keeps its CPU from whatever shares it, and one that yields gets it back only at
/// the
/// kernel's next tick, up to 4 ms later. Design: to sleep, and to be woken; the kernel puts a thread that wakes
/// before one that merely runs.
public final class Alarm implements Runnable {
    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final NanoClock clock;
    private final Thread thread;

    /// Written by the loop; and by the alarm, which puts NEVER in the place of a moment that has come.
    private volatile long dueNs = NEVER;

    /// Written by the alarm: it looks at `dueNs` again at this moment at the latest.
    private volatile long asleepUntilNs = NEVER;

    private volatile boolean ended;

    public Alarm(Selector selector, NanoClock clock, String name) {
        this.selector = selector;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
    }

    /// Loop: from now on the alarm may be set.
    public void start() {
        thread.start();
    }

    /// Loop: wakes the selector at this moment, and not at one named before.
    void set(long ns) {
        if (dueNs != ns) {
            dueNs = ns;
            if (asleepUntilNs > ns) {
                LockSupport.unpark(thread);
            }
        }
    }

    /// Loop: the alarm is not needed any more. Its thread ends soon; a selector that is closed by then is woken without
    /// effect.
    public void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        LoopPriority.raise();
        while (!ended) {
            long due = dueNs;
            asleepUntilNs = due;
            if (dueNs != due) {
                continue;
            }
            long aheadNs = due - clock.nanoTime();
            if (due == NEVER) {
                LockSupport.park(this);
            } else if (aheadNs > 0) {
                LockSupport.parkNanos(this, aheadNs);
            } else {
                // The loop sets no other moment while it is woken for this one, or if it does, sees that it is early.
                dueNs = NEVER;
                selector.wakeup();
            }
        }
    }
}

package threadvsloop.loadgen.clock;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// How one loop waits for sockets and for its next deadline.
///
/// Hazard: a selector sleeps in whole milliseconds, a response that arrives while a thread sleeps
/// otherwise is seen late,
/// and a thread that always spins starves whatever shares its CPU (a database, the upstream). Design:
/// sleep in the selector, woken by an [Alarm] shortly before the deadline, and look at the selector again
/// and again only in what remains, so that both a response and the deadline are met within about a
/// microsecond. With nothing in flight, when no
/// response can come, sleep without the selector, which costs one thread's waking instead of two.
/// Deadlines nearer than a sleep is worth are spun for: at high rates that is all there is. A loop that
/// has not slept for some milliseconds sleeps a moment, so that what watches the server from the same CPU
/// gets on.
public final class Pacer {
    /// A sleeping thread wakes late: by timer slack (50 µs) and by the time it takes to be put on its CPU.
    private static final long WAKE_NS = 100_000L;
    /// What is not worth a sleep.
    private static final long SPIN_NS = 150_000L;
    /// The loop looks around so often at least.
    private static final long LONGEST_SLEEP_MS = 1_000L;

    private static final long LONGEST_QUIET_NS = 2_000_000L;
    /// So long without sleep at most …
    private static final long LONGEST_AWAKE_NS = 4_000_000L;
    /// … where a turn that took so long was a sleep, or was taken by another thread.
    private static final long SLEPT_NS = 50_000L;
    /// The shortest sleep; timer slack makes some 60 µs of it.
    private static final long SHORTEST_SLEEP_NS = 1L;

    private final Selector selector;
    private final Alarm alarm;
    private final Consumer<SelectionKey> ready;

    private long lastNs;
    private long sleptNs;

    public Pacer(Selector selector, Alarm alarm, Consumer<SelectionKey> ready) {
        this.selector = selector;
        this.alarm = alarm;
        this.ready = ready;
    }

    /// Handles what is ready, having waited for it until the deadline at most.
    ///
    /// @param nowNs on the loop's clock
    /// @param aheadNs from now to the deadline
    /// @param quiet whether no answer can come before it
    /// @return whether it waited without sleeping and in vain
    public boolean await(long nowNs, long aheadNs, boolean quiet) throws IOException {
        if (nowNs - lastNs > SLEPT_NS) {
            sleptNs = nowNs;
        }
        lastNs = nowNs;
        if (nowNs - sleptNs > LONGEST_AWAKE_NS) {
            LockSupport.parkNanos(SHORTEST_SLEEP_NS);
            selector.selectNow(ready);
            return false;
        }
        if (aheadNs <= SPIN_NS) {
            return selector.selectNow(ready) == 0 && aheadNs > 0;
        }
        if (quiet && aheadNs <= LONGEST_QUIET_NS) {
            LockSupport.parkNanos(aheadNs - WAKE_NS);
            selector.selectNow(ready);
        } else {
            if (aheadNs < LONGEST_SLEEP_MS * 1_000_000) {
                alarm.set(nowNs + aheadNs - WAKE_NS);
            }
            selector.select(ready, LONGEST_SLEEP_MS);
        }
        return false;
    }
}

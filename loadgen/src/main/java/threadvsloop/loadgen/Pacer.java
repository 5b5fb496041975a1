package threadvsloop.loadgen;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// How one loop waits for sockets and for its next deadline.
///
/// Hazard: a selector sleeps in whole milliseconds, and a response that arrives while a thread sleeps otherwise is
/// seen late. Design: sleep in the selector as long as whole milliseconds are left; in what remains, look at the
/// selector again and again, so that both a response and the deadline are met within about a microsecond; only with
/// nothing in flight, when no response can come, sleep without the selector. Who spins yields: whatever shares this CPU
/// (a database, the upstream) goes first, since a spin has nothing to do.
final class Pacer {
    private static final long MILLISECOND_NS = 1_000_000L;
    /// A sleeping thread wakes late: by timer slack (50 µs) and by the time it takes to be put on its CPU.
    private static final long WAKE_NS = 100_000L;

    private final Selector selector;
    private final Consumer<SelectionKey> ready;

    Pacer(Selector selector, Consumer<SelectionKey> ready) {
        this.selector = selector;
        this.ready = ready;
    }

    /// Handles what is ready, having waited for it until the deadline at most.
    ///
    /// @param aheadNs from now to the deadline
    /// @param quiet whether no answer can come before it
    /// @return whether it waited without sleeping and in vain
    @SuppressWarnings("ThreadPriorityCheck") // Courtesy, on which nothing depends: see above.
    boolean await(long aheadNs, boolean quiet) throws IOException {
        long sleepMs = (aheadNs - WAKE_NS) / MILLISECOND_NS;
        if (sleepMs > 0) {
            selector.select(ready, sleepMs);
            return false;
        }
        if (quiet && aheadNs > 2 * WAKE_NS) {
            LockSupport.parkNanos(aheadNs - WAKE_NS);
            selector.selectNow(ready);
            return false;
        }
        boolean vain = selector.selectNow(ready) == 0 && aheadNs > 0;
        if (vain) {
            Thread.yield();
        }
        return vain;
    }
}

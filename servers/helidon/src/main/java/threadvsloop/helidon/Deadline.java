package threadvsloop.helidon;

import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.atomic.AtomicLong;

/// Until when a connection waits for its client. The connection's thread moves it; once it has passed, the server's
/// timer may claim it. Whoever comes first wins: a deadline that is claimed moves no more, and one that has moved on
/// cannot be claimed.
final class Deadline {
    private static final long NONE = Long.MAX_VALUE;
    private static final long CLAIMED = Long.MIN_VALUE;

    /// So that no time is mistaken for one of the marks.
    private static final long ORIGIN_NS = System.nanoTime();

    private final AtomicLong dueNs = new AtomicLong(NONE);

    /// The connection's thread waits for `ns` nanoseconds at most, from now.
    ///
    /// @throws CloseConnectionException if the last deadline was claimed
    void in(long ns) {
        move(nowNs() + ns);
    }

    /// The connection's thread waits for as long as it takes.
    ///
    /// @throws CloseConnectionException if the last deadline was claimed
    void none() {
        move(NONE);
    }

    /// Any thread.
    boolean hasPassed() {
        long due = dueNs.get();
        return due != CLAIMED && due <= nowNs();
    }

    /// Says whether it has passed and the connection is the caller's to end. Any thread; true once at most.
    boolean claim() {
        long due = dueNs.get();
        return due != CLAIMED && due <= nowNs() && dueNs.compareAndSet(due, CLAIMED);
    }

    /// Any thread.
    boolean isClaimed() {
        return dueNs.get() == CLAIMED;
    }

    private void move(long due) {
        long current = dueNs.get();
        if (current == CLAIMED || !dueNs.compareAndSet(current, due)) {
            throw new CloseConnectionException("the client was too slow");
        }
    }

    private static long nowNs() {
        return System.nanoTime() - ORIGIN_NS;
    }
}

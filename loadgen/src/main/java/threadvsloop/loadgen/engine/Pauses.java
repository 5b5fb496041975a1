package threadvsloop.loadgen.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Connections that pause before they are opened again, the longer the more often they brought nothing: 10 ms at first,
/// then twice as long each time, up to a second. Equal pauses end in the order in which they began, so a queue for each
/// length holds them. Allocates nothing after construction. Used by one loop.
final class Pauses {
    static final long SHORTEST_NS = 10_000_000L;
    static final long LONGEST_NS = 1_000_000_000L;
    private static final int LENGTHS = 8;

    private final ConnectionQueue[] pausing = new ConnectionQueue[LENGTHS];

    Pauses() {
        Arrays.setAll(pausing, _ -> new ConnectionQueue());
    }

    /// Adds a connection whose pause grows with [Connection#fruitless], which it counts up.
    void add(Connection c, long nowNs) {
        add(c, Math.min(c.fruitless++, LENGTHS - 1), nowNs);
    }

    /// Adds a connection that pauses for the longest time.
    void addForLong(Connection c, long nowNs) {
        add(c, LENGTHS - 1, nowNs);
    }

    private void add(Connection c, int length, long nowNs) {
        c.sinceNs = nowNs;
        pausing[length].add(c);
    }

    /// Takes out a connection whose pause is over, if there is one.
    @Nullable
    Connection poll(long nowNs) {
        for (int length = 0; length < LENGTHS; length++) {
            if (endNs(length) <= nowNs) {
                return pausing[length].poll();
            }
        }
        return null;
    }

    /// When the next pause ends; the greatest number if there is none.
    long nextNs() {
        long next = Long.MAX_VALUE;
        for (int length = 0; length < LENGTHS; length++) {
            next = Math.min(next, endNs(length));
        }
        return next;
    }

    private long endNs(int length) {
        Connection first = pausing[length].peek();
        return first == null ? Long.MAX_VALUE : first.sinceNs + Math.min(SHORTEST_NS << length, LONGEST_NS);
    }
}

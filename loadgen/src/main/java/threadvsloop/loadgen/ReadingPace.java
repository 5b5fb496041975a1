package threadvsloop.loadgen;

import org.jspecify.annotations.Nullable;

/// How slowly answers are read: a piece at a time, with a pause after each. Equal pauses end in the order in which they
/// began, so one queue holds them. Used by one loop.
final class ReadingPace {
    private static final long PAUSE_NS = 50_000_000L;

    private final int bytesAtOnce;
    private final ConnectionQueue pausing = new ConnectionQueue();

    /// @param bytesPerSecond what a connection reads at most
    ReadingPace(long bytesPerSecond) {
        bytesAtOnce = (int) (bytesPerSecond * PAUSE_NS / 1_000_000_000L);
    }

    int bytesAtOnce() {
        return bytesAtOnce;
    }

    void pause(Connection connection, long nowNs) {
        connection.sinceNs = nowNs;
        pausing.add(connection);
    }

    /// Takes out a connection whose pause is over, if there is one.
    @Nullable
    Connection poll(long nowNs) {
        Connection first = pausing.peek();
        return first != null && first.sinceNs + PAUSE_NS <= nowNs ? pausing.poll() : null;
    }

    /// When the next pause ends.
    long nextNs() {
        Connection first = pausing.peek();
        return first == null ? Long.MAX_VALUE : first.sinceNs + PAUSE_NS;
    }
}

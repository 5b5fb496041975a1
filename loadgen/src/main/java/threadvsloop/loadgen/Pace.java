package threadvsloop.loadgen;

import org.jspecify.annotations.Nullable;

/// How slowly answers are read, or requests written: a piece at a time, with a pause after each. Equal pauses
/// end in the order in which they began, so one queue holds them. Used by one loop.
final class Pace {
    private static final long PAUSE_NS = 50_000_000L;

    private final boolean writing;
    private final int bytesAtOnce;
    private final ConnectionQueue pausing = new ConnectionQueue();

    private Pace(boolean writing, long bytesPerSecond) {
        this.writing = writing;
        bytesAtOnce = (int) (bytesPerSecond * PAUSE_NS / 1_000_000_000L);
    }

    /// @param bytesPerSecond what a connection reads at most, at least 20
    static Pace reading(long bytesPerSecond) {
        return new Pace(false, bytesPerSecond);
    }

    /// @param bytesPerSecond what a connection writes at most, at least 20
    static Pace writing(long bytesPerSecond) {
        return new Pace(true, bytesPerSecond);
    }

    /// What each connection may have written in a window at most, and what more with each request that it
    /// began.
    static double mostBytes(long bytesPerSecond, double seconds, int connections, long requests) {
        Pace pace = writing(bytesPerSecond);
        return pace.bytesAtOnce * (connections * (seconds * 1e9 / PAUSE_NS + 1) + requests);
    }

    /// Whether requests are written slowly; if not, answers are read slowly.
    boolean isWriting() {
        return writing;
    }

    int bytesAtOnce() {
        return bytesAtOnce;
    }

    void pause(Connection connection, long nowNs) {
        connection.pauses = true;
        connection.sinceNs = nowNs;
        pausing.add(connection);
    }

    /// Takes out a connection whose pause is over, if there is one.
    @Nullable
    Connection poll(long nowNs) {
        Connection first = pausing.peek();
        if (first == null || first.sinceNs + PAUSE_NS > nowNs) {
            return null;
        }
        remove(first);
        return first;
    }

    /// Ends a pause before its time.
    void remove(Connection connection) {
        pausing.remove(connection);
        connection.pauses = false;
    }

    /// When the next pause ends.
    long nextNs() {
        Connection first = pausing.peek();
        return first == null ? Long.MAX_VALUE : first.sinceNs + PAUSE_NS;
    }
}

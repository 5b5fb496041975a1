package threadvsloop.loadgen.engine;

import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.schedule.Throttle;

/// How slowly answers are read, or requests written: a piece at a time, with a pause after each. Equal pauses
/// end in the order in which they began, so one queue holds them. Used by one loop.
final class Pace {
    private final boolean writing;
    private final int bytesAtOnce;
    private final ConnectionQueue pausing = new ConnectionQueue();

    private Pace(boolean writing, long bytesPerSecond) {
        this.writing = writing;
        bytesAtOnce = new Throttle(bytesPerSecond).bytesAtOnce();
    }

    /// @param bytesPerSecond what a connection reads at most, at least 20
    static Pace reading(long bytesPerSecond) {
        return new Pace(false, bytesPerSecond);
    }

    /// @param bytesPerSecond what a connection writes at most, at least 20
    static Pace writing(long bytesPerSecond) {
        return new Pace(true, bytesPerSecond);
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
        if (first == null || first.sinceNs + Throttle.PAUSE_NS > nowNs) {
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
        return first == null ? Long.MAX_VALUE : first.sinceNs + Throttle.PAUSE_NS;
    }
}

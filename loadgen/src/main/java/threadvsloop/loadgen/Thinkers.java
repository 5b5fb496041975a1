package threadvsloop.loadgen;

/// Connections whose users think, and the times for which they do. Used by one loop.
final class Thinkers {
    private final ThinkDraw draw;
    private final Recorder recorder;
    private final DueConnections due = new DueConnections();

    Thinkers(ThinkDraw draw, Recorder recorder) {
        this.draw = draw;
        this.recorder = recorder;
    }

    /// A user begins to think.
    void begin(Connection c, long nowNs) {
        long thinkNs = draw.next();
        recorder.thinking(thinkNs);
        add(c, nowNs + thinkNs);
    }

    /// The load begins while a user thinks.
    void join(Connection c, long loadNs) {
        add(c, loadNs + draw.rest());
    }

    /// A user who thinks has a connection again.
    void resume(Connection c) {
        due.add(c);
    }

    /// The connection of a user who thinks has gone; the user thinks on. False if nobody thinks on it.
    boolean suspend(Connection c) {
        return due.remove(c);
    }

    /// When the next one is done.
    long nextNs() {
        return due.nextNs();
    }

    /// Takes the one that is done first: its next request is to start at its [Connection#dueNs].
    Connection poll() {
        Connection c = due.poll();
        c.thinks = false;
        return c;
    }

    private void add(Connection c, long dueNs) {
        c.thinks = true;
        c.dueNs = dueNs;
        due.add(c);
    }
}

package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.loadgen.schedule.ThinkDraw;
import threadvsloop.model.measured.Outcome;

/// Connections whose users think, the times for which they do, and the requests that follow. Used by one loop.
final class Thinkers {
    private final ThinkDraw draw;
    private final MixDraw mix;
    private final LoopClock clock;
    private final Recorder recorder;
    private final DueConnections due = new DueConnections();

    Thinkers(ThinkDraw draw, MixDraw mix, LoopClock clock, Recorder recorder) {
        this.draw = draw;
        this.mix = mix;
        this.clock = clock;
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

    /// A user who would ask has no connection.
    void failed(long intendedNs, long nowNs) {
        int kind = mix.next();
        recorder.started(kind, intendedNs, nowNs);
        recorder.failed(kind, Outcome.NOT_SENT, intendedNs, nowNs);
    }

    /// When the next one is done; the greatest number if none is before the end.
    long nextNs(long endNs) {
        long next = due.nextNs();
        return next < endNs ? next : Long.MAX_VALUE;
    }

    /// Starts the next requests of all who are done, each intended for the moment at which its user was.
    ///
    /// @return the clock's last reading
    long startDue(long nowNs, long endNs) {
        long now = nowNs;
        while (nextNs(endNs) <= now) {
            Connection c = due.poll();
            c.thinks = false;
            int kind = mix.next();
            now = clock.read();
            recorder.started(kind, c.dueNs, now);
            c.lane.use().begin(c, kind, c.dueNs, Math.max(c.dueNs, c.sinceNs), now);
        }
        return now;
    }

    private void add(Connection c, long dueNs) {
        c.thinks = true;
        c.dueNs = dueNs;
        due.add(c);
    }
}

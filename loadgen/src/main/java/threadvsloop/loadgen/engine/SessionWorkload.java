package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.ArrivalSchedule;
import threadvsloop.loadgen.schedule.IntendedStarts;
import threadvsloop.loadgen.schedule.LengthDraw;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.loadgen.schedule.ScheduledStarts;
import threadvsloop.loadgen.schedule.ThinkDraw;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.Outcome;

/// Partly open: sessions arrive by the schedule, whatever the server does, and each is a short closed loop.
///
/// ```
/// arrived ─→ (waits for a free connection) ─→ request ⇄ thinking ─→ ended, connection free
///    └ no connection within the timeout ─→ failed ←─ no answer ─┘
/// ```
///
/// The intended start of a session's first request is its arrival, that of each further one the end of the
/// think time that began with the last answer. Sessions take connections in the order in which they arrived,
/// so the lengths can be drawn as they leave the queue and still are the same for the same session, whatever
/// the server does. A session whose connection the server ends goes on on the next.
final class SessionWorkload implements Workload {
    private final LoopClock clock;
    private final ScheduledStarts arrivals;
    private final MixDraw draw;
    private final LengthDraw lengths;
    private final Thinkers thinkers;
    private final Recorder recorder;
    private final long timeoutNs;
    private final ConnectionQueue free = new ConnectionQueue();
    private final IntendedStarts waiting = new IntendedStarts();

    private boolean over;
    private long endNs;

    SessionWorkload(
            LoopClock clock,
            ArrivalSchedule schedule,
            MixDraw draw,
            LengthDraw lengths,
            ThinkDraw think,
            Recorder recorder,
            long timeoutNs) {
        this.clock = clock;
        arrivals = new ScheduledStarts(schedule);
        this.draw = draw;
        this.lengths = lengths;
        this.thinkers = new Thinkers(think, draw, clock, recorder);
        this.recorder = recorder;
        this.timeoutNs = timeoutNs;
    }

    @Override
    public void adopt(Window window) {
        endNs = window.endNs();
        arrivals.adopt(window);
    }

    @Override
    public void free(Connection c, long nowNs) {
        c.sinceNs = nowNs;
        if (c.thinks) {
            thinkers.resume(c);
        } else if (c.left > 1) {
            c.left--;
            thinkers.begin(c, nowNs);
        } else {
            end(c);
            giveUpOverdue(nowNs);
            if (waiting.isEmpty()) {
                free.add(c);
            } else {
                int kind = waiting.peekKind();
                begin(c, kind, waiting.poll(), nowNs, nowNs);
            }
        }
    }

    @Override
    public void gone(Connection c) {
        if (!thinkers.suspend(c)) {
            free.remove(c);
        }
    }

    @Override
    public void failed(Connection c) {
        c.left = 0;
        if (!over) {
            recorder.sessionFailed(c.sessionNs);
        }
    }

    @Override
    public void startDue(long nowNs) {
        long now = nowNs;
        while (arrivals.nextNs() <= now) {
            arrive(arrivals.take(), now);
            now = clock.last();
        }
        giveUpOverdue(thinkers.startDue(now, endNs));
    }

    @Override
    public long nextNs() {
        long next = Math.min(arrivals.nextNs(), thinkers.nextNs(endNs));
        return waiting.isEmpty() ? next : Math.min(next, waiting.peek() + timeoutNs);
    }

    @Override
    public void abandon(long nowNs) {
        over = true;
        while (!waiting.isEmpty()) {
            recorder.failed(waiting.peekKind(), Outcome.NOT_SENT, waiting.poll(), nowNs);
        }
    }

    private void arrive(long intendedNs, long nowNs) {
        int kind = draw.next();
        recorder.started(kind, intendedNs, nowNs);
        recorder.sessionStarted(intendedNs);
        Connection c = free.poll();
        if (c == null) {
            recorder.queued(intendedNs, nowNs);
            waiting.add(kind, intendedNs);
        } else {
            begin(c, kind, intendedNs, Math.max(intendedNs, c.sinceNs), clock.read());
        }
    }

    private void begin(Connection c, int kind, long intendedNs, long dueNs, long nowNs) {
        c.sessionNs = intendedNs;
        c.left = lengths.next();
        c.lane.use().begin(c, kind, intendedNs, dueNs, nowNs);
    }

    /// If a session had its last answer, it is over.
    private void end(Connection c) {
        if (c.left == 1) {
            c.left = 0;
            recorder.sessionEnded(c.sessionNs);
        }
    }

    private void giveUpOverdue(long nowNs) {
        while (!waiting.isEmpty() && waiting.peek() + timeoutNs <= nowNs) {
            lengths.next();
            long arrivalNs = waiting.peek();
            recorder.failed(waiting.peekKind(), Outcome.NOT_SENT, waiting.poll(), nowNs);
            recorder.sessionFailed(arrivalNs);
        }
    }
}

package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.ArrivalSchedule;
import threadvsloop.loadgen.schedule.IntendedStarts;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.loadgen.schedule.ScheduledStarts;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.Outcome;

/// Open loop: requests start by the schedule, whatever the server does. Free connections are used in the order in
/// which they became free, so that each gets its turn; a request that finds none waits with its intended start kept,
/// for at most the timeout.
final class OpenWorkload implements Workload {
    private final ScheduledStarts starts;
    private final LoopClock clock;
    private final MixDraw draw;
    private final Recorder recorder;
    private final long timeoutNs;
    private final ConnectionQueue free = new ConnectionQueue();
    private final IntendedStarts waiting = new IntendedStarts();

    OpenWorkload(LoopClock clock, ArrivalSchedule schedule, MixDraw draw, Recorder recorder, long timeoutNs) {
        this.clock = clock;
        starts = new ScheduledStarts(schedule);
        this.draw = draw;
        this.recorder = recorder;
        this.timeoutNs = timeoutNs;
    }

    @Override
    public void adopt(Window window) {
        starts.adopt(window);
    }

    @Override
    public void free(Connection connection, long nowNs) {
        connection.sinceNs = nowNs;
        giveUpOverdue(nowNs);
        if (waiting.isEmpty()) {
            free.add(connection);
        } else {
            int kind = waiting.peekKind();
            connection.lane.use().begin(connection, kind, waiting.poll(), nowNs, nowNs);
        }
    }

    @Override
    public void gone(Connection connection) {
        free.remove(connection);
    }

    @Override
    public void startDue(long nowNs) {
        long now = nowNs;
        while (starts.nextNs() <= now) {
            start(starts.take(), now);
            now = clock.last();
        }
        giveUpOverdue(now);
    }

    @Override
    public long nextNs() {
        return waiting.isEmpty() ? starts.nextNs() : Math.min(starts.nextNs(), waiting.peek() + timeoutNs);
    }

    @Override
    public void abandon(long nowNs) {
        while (!waiting.isEmpty()) {
            recorder.failed(waiting.peekKind(), Outcome.NOT_SENT, waiting.poll(), nowNs);
        }
    }

    private void start(long intendedNs, long nowNs) {
        int kind = draw.next();
        recorder.started(kind, intendedNs, nowNs);
        Connection connection = free.poll();
        if (connection == null) {
            recorder.queued(intendedNs, nowNs);
            waiting.add(kind, intendedNs);
        } else {
            long dueNs = Math.max(intendedNs, connection.sinceNs);
            connection.lane.use().begin(connection, kind, intendedNs, dueNs, clock.read());
        }
    }

    private void giveUpOverdue(long nowNs) {
        while (!waiting.isEmpty() && waiting.peek() + timeoutNs <= nowNs) {
            recorder.failed(waiting.peekKind(), Outcome.NOT_SENT, waiting.poll(), nowNs);
        }
    }
}

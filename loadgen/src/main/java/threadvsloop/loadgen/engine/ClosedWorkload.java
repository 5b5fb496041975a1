package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.Outcome;

/// Closed loop: a connection that is free is given its next request at once. Connections that are open before load
/// begins wait for it.
final class ClosedWorkload implements Workload {
    private final LoopClock clock;
    private final MixDraw draw;
    private final int firstKind;
    private final Recorder recorder;
    private final ConnectionQueue waiting = new ConnectionQueue();
    private Window window = Window.UNKNOWN;
    private boolean over;

    /// @param firstKind what is added to a draw to get the index of a kind in `LoadOptions.kinds`
    ClosedWorkload(LoopClock clock, MixDraw draw, int firstKind, Recorder recorder) {
        this.clock = clock;
        this.draw = draw;
        this.firstKind = firstKind;
        this.recorder = recorder;
    }

    @Override
    public void adopt(Window window) {
        this.window = window;
    }

    @Override
    public void free(Connection connection, long nowNs) {
        if (isLoadTime(nowNs)) {
            start(connection, nowNs);
        } else {
            waiting.add(connection);
        }
    }

    @Override
    public void reopeningFailed(Connection connection, long nowNs) {
        if (isLoadTime(nowNs)) {
            int kind = firstKind + draw.next();
            long sinceNs = Math.max(connection.sinceNs, window.loadNs());
            recorder.started(kind, sinceNs, nowNs);
            recorder.failed(kind, Outcome.NOT_SENT, sinceNs, nowNs);
        }
    }

    @Override
    public void gone(Connection connection) {
        waiting.remove(connection);
    }

    @Override
    public void startDue(long nowNs) {
        if (isLoadTime(nowNs)) {
            for (Connection c = waiting.poll(); c != null; c = waiting.poll()) {
                start(c, clock.read());
            }
        } else if (nowNs >= window.endNs()) {
            over = true;
        }
    }

    @Override
    public long nextNs() {
        return over || waiting.peek() == null ? Long.MAX_VALUE : window.loadNs();
    }

    @Override
    public void abandon(long nowNs) {}

    private boolean isLoadTime(long nowNs) {
        return nowNs >= window.loadNs() && nowNs < window.endNs();
    }

    private void start(Connection connection, long nowNs) {
        int kind = firstKind + draw.next();
        recorder.started(kind, nowNs, nowNs);
        connection.lane.use().begin(connection, kind, nowNs, nowNs, nowNs);
    }
}

package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.loadgen.schedule.ThinkDraw;
import threadvsloop.loadgen.schedule.Window;

/// Closed loop of users who think: the intended start of a connection's next request is the end of the think
/// time that began with its last answer, whether or not the generator is there in time.
///
/// A user whose connection ends meanwhile thinks on, and asks as soon as there is a connection again; one
/// whose request failed begins to think when there is. Load begins in the midst of thinking: see
/// [ThinkDraw#rest].
final class ThinkingWorkload implements Workload {
    private final Thinkers thinkers;

    /// Connections that are open before it is known when load begins.
    private final ConnectionQueue waiting = new ConnectionQueue();

    private boolean begun;
    private long loadNs;
    private long endNs;

    ThinkingWorkload(LoopClock clock, MixDraw draw, ThinkDraw think, Recorder recorder) {
        thinkers = new Thinkers(think, draw, clock, recorder);
    }

    @Override
    public void adopt(Window window) {
        endNs = window.endNs();
        if (!begun) {
            begun = true;
            loadNs = window.loadNs();
            for (Connection c = waiting.poll(); c != null; c = waiting.poll()) {
                thinkers.join(c, loadNs);
            }
        }
    }

    @Override
    public void free(Connection c, long nowNs) {
        c.sinceNs = nowNs;
        if (!begun) {
            waiting.add(c);
        } else if (c.thinks) {
            thinkers.resume(c);
        } else if (nowNs < loadNs) {
            thinkers.join(c, loadNs);
        } else {
            thinkers.begin(c, nowNs);
        }
    }

    /// A user who still thinks asks for nothing yet.
    @Override
    public void reopeningFailed(Connection c, long nowNs) {
        boolean asks = !c.thinks || c.dueNs <= nowNs;
        if (begun && asks && nowNs >= loadNs && nowNs < endNs) {
            thinkers.failed(Math.max(c.sinceNs, loadNs), nowNs);
        }
    }

    @Override
    public void gone(Connection c) {
        if (!thinkers.suspend(c)) {
            waiting.remove(c);
        }
    }

    @Override
    public void startDue(long nowNs) {
        thinkers.startDue(nowNs, endNs);
    }

    @Override
    public long nextNs() {
        return thinkers.nextNs(endNs);
    }

    @Override
    public void abandon(long nowNs) {}
}

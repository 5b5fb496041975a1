package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.record.Recorder;
import threadvsloop.model.load.Connections;
import threadvsloop.model.measured.Outcome;

/// A connection for every request, opened when the request starts, so that its opening is part of the response time.
///
/// ```
/// FREE → begin() → OPENING → sending … answered → LINGERING ─ the server closes ─→ FREE
///                     └ refused ────────→ RESTING (to the next turn) → FREE
///                        failed, not closed in time: reset ─┘
/// ```
///
/// Hazard: who closes first keeps the connection's pair of ports for a minute (TIME_WAIT). At the client that would use
/// up the 28,000 local ports that Linux has for one destination in a few seconds, and what is measured after that is
/// the want of ports. Design: every request asks for `Connection: close`, and the client waits for the server to close
/// first; the pair then rests at the server's end, where it does not stand in the way of a new connection. A server
/// that does not close within a second is found out and its connection is reset, which leaves nothing behind, as are
/// connections whose request failed.
///
/// The one connection that is opened along the ramp only shows that the server is there.
final class Churn implements ConnectionUse {
    private final Workload workload;
    private final Exchanges exchanges;
    private final Connector connector;
    private final Recorder recorder;

    /// In order of their answers.
    private final ConnectionQueue lingering = new ConnectionQueue();

    /// Set free at the next turn and not at once: a workload that has requests waiting would begin the next one within
    /// the failure of the last, and so on without end.
    private final ConnectionQueue resting = new ConnectionQueue();

    Churn(Workload workload, Exchanges exchanges, Connector connector, Recorder recorder) {
        this.workload = workload;
        this.exchanges = exchanges;
        this.connector = connector;
        this.recorder = recorder;
    }

    @Override
    public void begin(Connection c, int kind, long intendedNs, long dueNs, long nowNs) {
        c.kind = kind;
        c.intendedNs = intendedNs;
        c.ownLagNs = nowNs - dueNs;
        c.awaited = true;
        connector.open(c);
    }

    @Override
    public void opened(Connection c, long nowNs) {
        if (c.awaited) {
            c.awaited = false;
            exchanges.begin(c, c.kind, c.intendedNs, nowNs - c.ownLagNs, nowNs);
        } else {
            connector.reset(c);
            rest(c, nowNs);
        }
    }

    @Override
    public void refused(Connection c, long nowNs) {
        giveUp(c, nowNs);
        rest(c, nowNs);
    }

    @Override
    public void answered(Connection c, boolean closes, long nowNs) {
        c.sinceNs = nowNs;
        lingering.add(c);
    }

    @Override
    public void failed(Connection c, long nowNs) {
        connector.reset(c);
        rest(c, nowNs);
    }

    @Override
    public void ended(Connection c, long nowNs) {
        lingering.remove(c);
        connector.close(c);
        workload.free(c, nowNs);
    }

    @Override
    public void tend(long nowNs) {
        for (Connection c = lingering.peek();
                c != null && c.sinceNs + Connections.CLOSED_WITHIN_NS <= nowNs;
                c = lingering.peek()) {
            lingering.remove(c);
            recorder.unclosed();
            connector.reset(c);
            rest(c, nowNs - 1);
        }
        for (Connection c = resting.peek(); c != null && c.sinceNs < nowNs; c = resting.peek()) {
            resting.remove(c);
            workload.free(c, nowNs);
        }
    }

    @Override
    public long nextNs() {
        Connection first = lingering.peek();
        long closeNs = first == null ? Long.MAX_VALUE : first.sinceNs + Connections.CLOSED_WITHIN_NS;
        return resting.peek() == null ? closeNs : Long.MIN_VALUE;
    }

    @Override
    public void abandon(long nowNs) {
        connector.abandon(c -> giveUp(c, nowNs));
        for (Connection c = lingering.poll(); c != null; c = lingering.poll()) {
            connector.reset(c);
        }
    }

    /// Lets a slot be free from the next turn on.
    void rest(Connection c, long nowNs) {
        c.sinceNs = nowNs;
        resting.add(c);
    }

    private void giveUp(Connection c, long nowNs) {
        if (c.awaited) {
            c.awaited = false;
            recorder.failed(c.kind, Outcome.NOT_SENT, c.intendedNs, nowNs);
        }
    }
}

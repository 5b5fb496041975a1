package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.Window;

/// Sends nothing, and counts the connections that end all the same.
record IdleWorkload(Recorder recorder) implements Workload {
    @Override
    public void adopt(Window window) {}

    @Override
    public void free(Connection connection, long nowNs) {}

    @Override
    public void gone(Connection connection) {
        recorder.idleEnded();
    }

    @Override
    public void startDue(long nowNs) {}

    @Override
    public long nextNs() {
        return Long.MAX_VALUE;
    }

    @Override
    public void abandon(long nowNs) {}
}

package threadvsloop.endpoints.backends;

import java.util.concurrent.Executor;

/// The other REST server, as a loop calls it. For one loop, on its thread alone; nothing waits.
public interface AsyncUpstream {

    /// For a server that was given none.
    ///
    /// @param afterwards runs a task on the loop, later than the call that handed it over
    static AsyncUpstream none(Executor afterwards) {
        return new AsyncUpstream() {
            @Override
            public void call(int ms, Reply<UpstreamAnswer> reply) {
                afterwards.execute(() -> reply.failed(BackendException.noUpstream()));
            }

            @Override
            public long queued() {
                return 0;
            }
        };
    }

    /// Asks for `/wait/{ms}`. Connections are kept and pooled; a call beyond the pool's bound queues for its turn.
    void call(int ms, Reply<UpstreamAnswer> reply);

    /// How many calls had to wait for a connection of the pool, since the start. Any thread.
    long queued();
}

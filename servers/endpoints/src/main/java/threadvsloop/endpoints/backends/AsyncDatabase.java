package threadvsloop.endpoints.backends;

import java.util.concurrent.Executor;

/// The database, as a loop calls it. For one loop, on its thread alone; nothing waits. Connections are pooled; a call
/// beyond the pool's size queues for its turn.
public interface AsyncDatabase {

    /// For a server that was given none.
    ///
    /// @param afterwards runs a task on the loop, later than the call that handed it over
    static AsyncDatabase none(Executor afterwards) {
        return new AsyncDatabase() {
            @Override
            public void row(int id, Reply<Row> reply) {
                afterwards.execute(() -> reply.failed(BackendException.noDatabase()));
            }

            @Override
            public void sleep(int ms, Reply<Boolean> reply) {
                afterwards.execute(() -> reply.failed(BackendException.noDatabase()));
            }

            @Override
            public long queued() {
                return 0;
            }
        };
    }

    /// One indexed query of `world`.
    void row(int id, Reply<Row> reply);

    /// Has the database sleep, by `pg_sleep`. The reply's value means nothing.
    void sleep(int ms, Reply<Boolean> reply);

    /// How many calls had to wait for a connection of the pool, since the start. Any thread.
    long queued();
}

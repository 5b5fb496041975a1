package threadvsloop.endpoints;

/// The database, as a loop calls it. For one loop, on its thread alone; nothing waits. Connections are pooled; a call
/// beyond the pool's size queues for its turn.
public interface AsyncDatabase {

    /// One indexed query of `world`.
    void row(int id, Reply<Row> reply);

    /// Has the database sleep, by `pg_sleep`. The reply's value means nothing.
    void sleep(int ms, Reply<Boolean> reply);

    /// How many calls had to wait for a connection of the pool, since the start. Any thread.
    long queued();
}

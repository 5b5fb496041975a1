package threadvsloop.endpoints;

/// The other REST server, as a loop calls it. For one loop, on its thread alone; nothing waits.
public interface AsyncUpstream {

    /// Asks for `/wait/{ms}`. Connections are kept and pooled; a call beyond the pool's bound queues for its turn.
    void call(int ms, Reply<UpstreamAnswer> reply);

    /// How many calls had to wait for a connection of the pool, since the start. Any thread.
    long queued();
}

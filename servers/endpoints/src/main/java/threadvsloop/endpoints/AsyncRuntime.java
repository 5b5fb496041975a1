package threadvsloop.endpoints;

/// What async endpoints ask of their server. Every verb returns at once; what it is given to run afterwards runs later,
/// never within the call, on the loop that the call came from. There are no threads but that loop and the workers.
public interface AsyncRuntime {

    /// Runs `then` when no less than `ns` nanoseconds have passed.
    void sleep(long ns, Runnable then);

    /// Has the work done by a pool of worker threads, a small one of fixed size, and then runs `then`.
    void offload(Runnable work, Runnable then);
}

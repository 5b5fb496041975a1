package threadvsloop.loadgen.engine;

import threadvsloop.loadgen.schedule.Window;

/// Decides when a request is sent, for one loop. Called by the loop only; never blocks.
sealed interface Workload permits OpenWorkload, ClosedWorkload, ThinkingWorkload, SessionWorkload, IdleWorkload {

    /// When load begins and ends. Called before anything is sent, and again if the end is brought forward.
    void adopt(Window window);

    /// A connection can take a request: it was opened, or has its answer.
    ///
    /// @param nowNs the clock's last reading
    void free(Connection connection, long nowNs);

    /// A connection that was free has gone.
    void gone(Connection connection);

    /// The request on a kept connection had no answer. The connection will be free again when it has been
    /// opened anew.
    default void failed(Connection connection) {}

    /// A connection that was lost could not be opened again, and is tried again later. Where requests wait for no
    /// connection, this is a request that failed: who would have sent it finds no server.
    default void reopeningFailed(Connection connection, long nowNs) {}

    /// Starts what is due.
    void startDue(long nowNs);

    /// When [#startDue] has something to do next.
    long nextNs();

    /// Gives up what has not been sent.
    void abandon(long nowNs);
}

package threadvsloop.loadgen.engine;

/// What requests do with their connections: share kept ones, or have one each. Called by the loop only; never blocks.
sealed interface ConnectionUse permits KeptConnections, Churn {

    /// Workload: sends a request, now or as soon as its connection is open.
    ///
    /// @param kind index of `LoadOptions.kinds`
    /// @param dueNs when the request had started and the connection was free
    void begin(Connection connection, int kind, long intendedNs, long dueNs, long nowNs);

    /// Connector: the connection is open.
    void opened(Connection connection, long nowNs);

    /// Connector: the connection could not be opened. It is in no queue.
    void refused(Connection connection, long nowNs);

    /// Exchanges: the connection has its answer.
    ///
    /// @param closes whether it may not be used again
    void answered(Connection connection, boolean closes, long nowNs);

    /// Exchanges: the connection failed with its request. It is in no queue.
    void failed(Connection connection, long nowNs);

    /// Exchanges: a connection without a request has ended, or is of no use any more.
    void ended(Connection connection, long nowNs);

    /// Does what is due.
    void tend(long nowNs);

    /// When [#tend] has something to do next.
    long nextNs();

    /// Gives up requests that have not been sent, and waits for nothing more.
    void abandon(long nowNs);
}

package threadvsloop.loadgen.engine;

/// Connections of one behaviour, on one loop: when requests are sent on them, how, and what a request does with its
/// connection. A loop has one lane for its load and, if there are slow readers, a second for them.
///
/// @param receiveBufferBytes SO_RCVBUF of its sockets; 0 for what the system gives
record Lane(Workload workload, Exchanges exchanges, ConnectionUse use, int receiveBufferBytes) {

    /// Does what is due.
    void tend(long nowNs) {
        use.tend(nowNs);
        workload.startDue(nowNs);
        exchanges.tend(nowNs);
    }

    /// When [#tend] has something to do next.
    long nextNs() {
        return Math.min(Math.min(workload.nextNs(), exchanges.nextNs()), use.nextNs());
    }

    /// Starts the requests that have become due while the loop was at something else.
    void catchUp(long nowNs) {
        if (workload.nextNs() <= nowNs) {
            workload.startDue(nowNs);
        }
    }

    /// Gives up all requests.
    void abandon(long nowNs) {
        workload.abandon(nowNs);
        use.abandon(nowNs);
        exchanges.abandon(nowNs);
    }
}

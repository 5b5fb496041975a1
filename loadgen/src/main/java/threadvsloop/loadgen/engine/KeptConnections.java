package threadvsloop.loadgen.engine;

/// Connections that carry one request after another, and are opened again when lost.
record KeptConnections(Workload workload, Exchanges exchanges, Connector connector) implements ConnectionUse {
    @Override
    public void begin(Connection connection, int kind, long intendedNs, long dueNs, long nowNs) {
        exchanges.begin(connection, kind, intendedNs, dueNs, nowNs);
    }

    @Override
    public void opened(Connection connection, long nowNs) {
        workload.free(connection, nowNs);
    }

    @Override
    public void refused(Connection connection, long nowNs) {
        if (connection.lost) {
            workload.reopeningFailed(connection, nowNs);
        }
        connector.tryLater(connection);
    }

    @Override
    public void answered(Connection connection, boolean closes, long nowNs) {
        if (closes) {
            connector.lost(connection);
        } else {
            workload.free(connection, nowNs);
        }
    }

    @Override
    public void failed(Connection connection, long nowNs) {
        workload.failed(connection);
        connector.lost(connection);
    }

    @Override
    public void ended(Connection connection, long nowNs) {
        workload.gone(connection);
        connector.lost(connection);
    }

    @Override
    public void tend(long nowNs) {}

    @Override
    public long nextNs() {
        return Long.MAX_VALUE;
    }

    @Override
    public void abandon(long nowNs) {}
}

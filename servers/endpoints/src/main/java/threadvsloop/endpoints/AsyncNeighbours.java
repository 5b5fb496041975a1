package threadvsloop.endpoints;

/// What async endpoints call beyond their own process, of one loop.
public record AsyncNeighbours(AsyncUpstream upstream, AsyncDatabase database) {

    /// An upstream for a server that was given none.
    public static AsyncUpstream noUpstream(AsyncRuntime runtime) {
        return new AsyncUpstream() {
            @Override
            public void call(int ms, Reply<UpstreamAnswer> reply) {
                runtime.sleep(0, () -> reply.failed(NeighbourException.noUpstream()));
            }

            @Override
            public long queued() {
                return 0;
            }
        };
    }

    /// A database for a server that was given none.
    public static AsyncDatabase noDatabase(AsyncRuntime runtime) {
        return new AsyncDatabase() {
            @Override
            public void row(int id, Reply<Row> reply) {
                runtime.sleep(0, () -> reply.failed(NeighbourException.noDatabase()));
            }

            @Override
            public void sleep(int ms, Reply<Boolean> reply) {
                runtime.sleep(0, () -> reply.failed(NeighbourException.noDatabase()));
            }

            @Override
            public long queued() {
                return 0;
            }
        };
    }
}

package threadvsloop.endpoints.backends;

/// The other REST server, as blocking code calls it. Any thread.
public interface BlockingUpstream {

    /// For a server that was given none.
    BlockingUpstream NONE = new BlockingUpstream() {
        @Override
        public UpstreamAnswer call(int ms) throws BackendException {
            throw BackendException.noUpstream();
        }

        @Override
        public long queued() {
            return 0;
        }
    };

    /// Asks for `/wait/{ms}` and waits for the answer. Connections are kept and pooled; a call beyond the pool's bound
    /// waits for its turn.
    UpstreamAnswer call(int ms) throws BackendException, InterruptedException;

    /// How many calls had to wait for a connection of the pool, since the start.
    long queued();
}

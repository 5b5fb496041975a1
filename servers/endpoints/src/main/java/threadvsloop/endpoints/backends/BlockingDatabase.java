package threadvsloop.endpoints.backends;

/// The database, as blocking code calls it. Any thread. Connections are pooled; a call beyond the pool's size waits for
/// its turn.
public interface BlockingDatabase {

    /// For a server that was given none.
    BlockingDatabase NONE = new BlockingDatabase() {
        @Override
        public Row row(int id) throws BackendException {
            throw BackendException.noDatabase();
        }

        @Override
        public void sleep(int ms) throws BackendException {
            throw BackendException.noDatabase();
        }

        @Override
        public long queued() {
            return 0;
        }
    };

    /// One indexed query of `world`.
    Row row(int id) throws BackendException, InterruptedException;

    /// Has the database sleep, by `pg_sleep`.
    void sleep(int ms) throws BackendException, InterruptedException;

    /// How many calls had to wait for a connection of the pool, since the start.
    long queued();
}

package threadvsloop.loadgen.schedule;

/// How slowly a connection reads or writes: a piece at a time, with a pause after each.
///
/// @param bytesPerSecond at most, at least 20
public record Throttle(long bytesPerSecond) {

    public static final long PAUSE_NS = 50_000_000L;

    public int bytesAtOnce() {
        return (int) (bytesPerSecond * PAUSE_NS / 1_000_000_000L);
    }

    /// What so many connections may have moved in a window at most, with what each request that began in it moved
    /// before its first pause.
    public double maxBytes(double seconds, int connections, long requests) {
        return bytesAtOnce() * (connections * (seconds * 1e9 / PAUSE_NS + 1) + requests);
    }
}

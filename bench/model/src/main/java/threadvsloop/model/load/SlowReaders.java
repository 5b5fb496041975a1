package threadvsloop.model.load;

/// Connections that ask on their own, again and again, and read the answers slowly: a client on a bad line. Their
/// receive buffer is small, so that what they have not read stays with the server.
///
/// Their requests are a kind of their own, [#NAME], and in none of the totals: how long they take is their own doing.
/// They are given up when the server sends nothing for a timeout although they would read; what is still being read
/// when the measurement's other requests are done is `Outcome.UNFINISHED`, which is no error of theirs.
///
/// @param connections how many of [Connections#number] read slowly, spread evenly among them; at least 1, and
///     fewer than all
/// @param bytesPerSecond that each reads at most, 100 to 1,000,000
/// @param receiveBufferBytes SO_RCVBUF of their sockets, 1 KiB to 16 MiB; the system may round it up, and Linux uses
///     twice as much
public record SlowReaders(int connections, RequestSpec request, long bytesPerSecond, int receiveBufferBytes) {
    public static final String NAME = "slow-reader";
    public static final int SMALL_BUFFER_BYTES = 16 * 1024;

    public SlowReaders {
        check(connections >= 1, "slow readers must be 1 or more", connections);
        check(
                bytesPerSecond >= 100 && bytesPerSecond <= 1_000_000,
                "a slow reader's bytes per second must be 100 to 1,000,000",
                bytesPerSecond);
        check(
                receiveBufferBytes >= 1024 && receiveBufferBytes <= 16 * 1024 * 1024,
                "a slow reader's receive buffer must be 1 KiB to 16 MiB",
                receiveBufferBytes);
    }

    /// With a receive buffer of 16 KiB.
    public SlowReaders(int connections, RequestSpec request, long bytesPerSecond) {
        this(connections, request, bytesPerSecond, SMALL_BUFFER_BYTES);
    }

    RequestKind kind() {
        return new RequestKind(NAME, request, 1, RequestKind.ANY_LENGTH);
    }

    private static void check(boolean holds, String bounds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(bounds + ", not " + value);
        }
    }
}

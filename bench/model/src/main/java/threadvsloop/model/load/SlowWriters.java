package threadvsloop.model.load;

/// Connections that send on their own, again and again, and write their requests slowly, head and body: a
/// client on a bad line, or one that means to hold the server up.
///
/// Their requests are a kind of their own, [#NAME], and in none of the totals: how long they take is their
/// own doing. What they experience is counted: answered when sent whole, answered early and so told to stop,
/// reset. They are given up when the server takes no byte for a timeout, or does not answer within one; what
/// is still being written when the measurement's other requests are done is `Outcome.UNFINISHED`, which is no
/// error of theirs.
///
/// @param connections how many of [Connections#number] write slowly, spread evenly among them; at least 1,
///     and fewer than all
/// @param request with a body
/// @param bytesPerSecond that each writes at most, 100 to 1,000,000
public record SlowWriters(int connections, RequestSpec request, long bytesPerSecond) {
    public static final String NAME = "slow-writer";

    public SlowWriters {
        check(connections >= 1, "slow writers must be 1 or more", connections);
        check(request.body().length > 0, "a slow writer's request must have a body, as POST has", request.method());
        check(
                bytesPerSecond >= 100 && bytesPerSecond <= 1_000_000,
                "a slow writer's bytes per second must be 100 to 1,000,000",
                bytesPerSecond);
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

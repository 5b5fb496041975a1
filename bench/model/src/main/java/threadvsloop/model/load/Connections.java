package threadvsloop.model.load;

import org.jspecify.annotations.Nullable;

/// How many connections there are, how they come about, and what they do besides carrying the load.
///
/// @param number of all of them: 1 to 1,000,000; 0 only for [LoadShape.Idle]. One request is in flight on
///     each. With a connection per request: how many may be open at once
/// @param openedPerSecond how fast they are opened, spread evenly; above 0 and at most 1,000,000
/// @param perRequest every request asks for `Connection: close` and has a connection of its own, whose
///     opening counts in its response time
/// @param idle how many are held open and never used, beside the load. Those that the server ends are opened
///     again
/// @param slowReaders connections that read slowly, beside the load; null for none
/// @param slowWriters connections that write slowly, beside the load; null for none
public record Connections(
        int number,
        double openedPerSecond,
        boolean perRequest,
        int idle,
        @Nullable SlowReaders slowReaders,
        @Nullable SlowWriters slowWriters) {
    /// How long the server may take to close a connection of one request.
    public static final long CLOSED_WITHIN_NS = 1_000_000_000L;

    private static final int MOST = 1_000_000;

    public Connections {
        check(number >= 0 && number <= MOST, "connections must be 0 to 1,000,000", number);
        check(
                openedPerSecond > 0 && openedPerSecond <= MOST,
                "connections opened per second must be above 0 and at most 1,000,000",
                openedPerSecond);
        check(idle >= 0, "idle connections must be 0 or more", idle);
        int readers = slowReaders == null ? 0 : slowReaders.connections();
        int writers = slowWriters == null ? 0 : slowWriters.connections();
        fewer("idle connections", idle, number, perRequest);
        fewer("slow readers", readers, number, perRequest);
        fewer("slow writers", writers, number, perRequest);
        fewer(
                "idle connections, slow readers and slow writers together",
                (long) idle + readers + writers,
                number,
                perRequest);
    }

    /// Kept ones, all of which carry the load.
    public static Connections kept(int number, double openedPerSecond) {
        return new Connections(number, openedPerSecond, false, 0, null, null);
    }

    /// How many carry the load.
    public int loaded() {
        int readers = slowReaders == null ? 0 : slowReaders.connections();
        int writers = slowWriters == null ? 0 : slowWriters.connections();
        return number - idle - readers - writers;
    }

    /// What is beside a load leaves connections to it.
    private static void fewer(String what, long count, int number, boolean perRequest) {
        check(count == 0 || count < number, what + " must be fewer than connections (" + number + ")", count);
        check(
                count == 0 || !perRequest,
                what + " need kept connections: a connection per request must be false",
                perRequest);
    }

    private static void check(boolean holds, String bounds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(bounds + ", not '" + value + "'");
        }
    }
}

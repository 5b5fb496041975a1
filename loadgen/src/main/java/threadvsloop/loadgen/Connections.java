package threadvsloop.loadgen;

import org.jspecify.annotations.Nullable;

/// How many connections there are, how they come about, and what they do besides carrying the load.
///
/// @param number of all of them: 1 to 1,000,000; 0 only for [LoadShape.Idle]. One request is in flight on each. With a
///     connection per request: how many may be open at once
/// @param openedPerSecond how fast they are opened, spread evenly; above 0 and at most 1,000,000
/// @param perRequest every request asks for `Connection: close` and has a connection of its own, whose opening counts
///     in its response time; see [Churn]
/// @param idle how many are held open and never used, beside the load. Those that the server ends are opened again
/// @param slowReaders connections that read slowly, beside the load; null for none
public record Connections(
        int number,
        double openedPerSecond,
        boolean perRequest,
        int idle,
        @Nullable SlowReaders slowReaders) {
    private static final int MOST = 1_000_000;

    public Connections {
        check(number >= 0 && number <= MOST, "connections must be 0 to 1,000,000", number);
        check(
                openedPerSecond > 0 && openedPerSecond <= MOST,
                "connections opened per second must be above 0 and at most 1,000,000",
                openedPerSecond);
        check(idle >= 0, "idle connections must be 0 or more", idle);
        check(
                slowReaders == null || slowReaders.connections() < number,
                "slow readers must be fewer than connections (" + number + ")",
                slowReaders == null ? 0 : slowReaders.connections());
        check(
                !perRequest || slowReaders == null,
                "slow readers need kept connections: a connection per request must be false",
                perRequest);
        check(
                !perRequest || idle == 0,
                "idle connections need kept connections: a connection per request must be false",
                perRequest);
        int besides = idle + (slowReaders == null ? 0 : slowReaders.connections());
        check(
                besides == 0 || besides < number,
                "idle connections, slow readers and slow writers together must be fewer than connections (" + number
                        + ")",
                besides);
    }

    /// Kept ones, all of which carry the load.
    public static Connections kept(int number, double openedPerSecond) {
        return new Connections(number, openedPerSecond, false, 0, null);
    }

    /// How many carry the load.
    public int loaded() {
        return number - idle - (slowReaders == null ? 0 : slowReaders.connections());
    }

    private static void check(boolean holds, String bounds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(bounds + ", not '" + value + "'");
        }
    }
}

package threadvsloop.model.load;

import java.time.Duration;

/// How long a user thinks between an answer and the next request. The connection is free of requests
/// meanwhile.
public sealed interface ThinkTime {
    ThinkTime NONE = new None();

    /// The next request starts at once.
    record None() implements ThinkTime {}

    /// Always the same time.
    ///
    /// @param time 1 µs to 1 hour
    record Fixed(Duration time) implements ThinkTime {
        public Fixed {
            check(time);
        }
    }

    /// Exponentially spread.
    ///
    /// @param mean 1 µs to 1 hour
    record Exponential(Duration mean) implements ThinkTime {
        public Exponential {
            check(mean);
        }
    }

    private static void check(Duration time) {
        if (time.compareTo(Duration.ofNanos(1_000)) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "think time must be 1 µs to 1 hour, not '" + DurationText.of(time) + "'");
        }
    }
}

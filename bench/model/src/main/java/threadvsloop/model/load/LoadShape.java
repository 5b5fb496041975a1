package threadvsloop.model.load;

import java.util.Locale;

/// When requests are sent. Results of different shapes are never compared with one another.
public sealed interface LoadShape {

    /// Names the shape in results, so that unlike ones are told apart: `open-poisson`, `open-constant-ramp`,
    /// `closed`.
    String label();

    /// Open loop: arrivals follow a schedule and do not wait for answers.
    ///
    /// @param rate requests of all loops together
    record Open(Arrivals arrivals, RateProfile rate) implements LoadShape {
        /// At a rate that does not change.
        ///
        /// @param requestsPerSecond above 0 and at most 10,000,000
        public Open(Arrivals arrivals, double requestsPerSecond) {
            this(arrivals, RateProfile.constant(requestsPerSecond));
        }

        @Override
        public String label() {
            return "open-" + arrivals.name().toLowerCase(Locale.ROOT) + rate.suffix();
        }
    }

    /// Closed loop: every connection sends its next request when the last one is answered and its user has
    /// thought. The intended start of a request is that moment, so a stalled server delays the load with it.
    record Closed(ThinkTime think) implements LoadShape {
        /// Of users who do not think.
        public Closed() {
            this(ThinkTime.NONE);
        }

        @Override
        public String label() {
            return think instanceof ThinkTime.None ? "closed" : "closed-think";
        }
    }

    /// Partly open: sessions arrive by a schedule and do not wait for answers, and each is a short closed
    /// loop: it takes a free connection, makes its requests on it, each after the last answer and its user's
    /// thinking, and frees it. A session that finds no free connection waits, with its intended start kept,
    /// for at most the timeout.
    ///
    /// @param sessionsPerSecond of all loops together, above 0 and at most 10,000,000
    record PartlyOpen(Arrivals arrivals, double sessionsPerSecond, SessionLength length, ThinkTime think)
            implements LoadShape {
        public PartlyOpen {
            if (!(sessionsPerSecond > 0 && sessionsPerSecond <= 10_000_000)) {
                throw new IllegalArgumentException(
                        "sessions per second must be above 0 and at most 10,000,000, not " + sessionsPerSecond);
            }
        }

        @Override
        public String label() {
            return "partly-open-" + arrivals.name().toLowerCase(Locale.ROOT);
        }
    }

    /// Connections are opened and held; nothing is sent.
    record Idle() implements LoadShape {
        @Override
        public String label() {
            return "idle";
        }
    }
}

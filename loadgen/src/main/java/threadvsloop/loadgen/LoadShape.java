package threadvsloop.loadgen;

/// When requests are sent. Results of different shapes are never compared with one another.
public sealed interface LoadShape {

    /// Open loop: arrivals follow a schedule and do not wait for answers.
    ///
    /// @param requestsPerSecond of all loops together, above 0 and at most 10,000,000
    record Open(Arrivals arrivals, double requestsPerSecond) implements LoadShape {
        public Open {
            if (!(requestsPerSecond > 0 && requestsPerSecond <= 10_000_000)) {
                throw new IllegalArgumentException(
                        "requests per second must be above 0 and at most 10,000,000, not " + requestsPerSecond);
            }
        }
    }

    /// Closed loop: every connection sends its next request when the last one is answered. The intended start of a
    /// request is the moment it is sent, so a stalled server delays the load with it.
    record Closed() implements LoadShape {}

    /// Connections are opened and held; nothing is sent.
    record Idle() implements LoadShape {}
}

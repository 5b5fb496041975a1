package threadvsloop.model.measured;

/// What the last second was like, for a progress line.
///
/// @param elapsedNs since the phase began
/// @param plannedNs how long the phase is to last; for connecting and draining, at most
/// @param open connections open now
/// @param inFlight requests that have started and are not done, those that wait for a connection included
/// @param answersPerSecond good answers over the last second
/// @param p99Ns response time over the last second, failed requests counted as slower than any answer: [#FAILED] if it
///     lies among them; 0 if nothing ended
/// @param meanServiceNs service time of good answers over the last second; 0 if there were none
/// @param errors requests of the last second that did not end in a good answer
public record LoadProgress(
        LoadPhase phase,
        long elapsedNs,
        long plannedNs,
        int open,
        long inFlight,
        double answersPerSecond,
        long p99Ns,
        double meanServiceNs,
        long errors) {

    /// A quantile that lies among requests without a good answer.
    public static final long FAILED = Long.MAX_VALUE;
}

package threadvsloop.model.measured;

/// What became of the sessions that arrived in the measurement. Those that neither ended nor failed were cut
/// off by the end of the run.
///
/// @param started sessions that arrived
/// @param ended those that had an answer to each of their requests, whatever it said
/// @param failed those that found no connection in time, or one of whose requests had no answer
public record Sessions(long started, long ended, long failed) {
    /// Of any shape but `LoadShape.PartlyOpen`.
    public static final Sessions NONE = new Sessions(0, 0, 0);

    public Sessions plus(Sessions other) {
        return new Sessions(started + other.started, ended + other.ended, failed + other.failed);
    }
}

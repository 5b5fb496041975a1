package threadvsloop.loadgen.audit;

import java.util.List;

/// What judging a run needs beyond its result.
///
/// @param inFlightNs by kind, the measurement's requests started and not done, integrated over time by
///     counters
/// @param connections how they fared within the window
/// @param redirected answers of the measurement that send the client elsewhere
/// @param unasked times that bytes came without a request
/// @param unclosed connections that the server was asked to close and did not
/// @param idleEnded idle connections that the server ended
/// @param loops what each loop issued
public record Evidence(
        List<Double> inFlightNs,
        Open connections,
        long redirected,
        long unasked,
        long unclosed,
        long idleEnded,
        List<Issued> loops) {

    /// @param openNs integral over the window of the connections that were open
    /// @param noneNs how long none was open, on any loop
    /// @param reopeningsFailed attempts to open a lost connection again that failed, from the window's start on
    /// @param pauses connections that were lost without an answer, from the window's start on
    public record Open(double openNs, double noneNs, long reopeningsFailed, long pauses) {}

    /// The last times that one loop issued, in ascending order.
    ///
    /// @param startsNs intended starts, from the schedule's epoch
    /// @param thinksNs think times
    /// @param sessionsNs arrivals of sessions, from the schedule's epoch
    @SuppressWarnings("ArrayRecordComponent") // Read once, by the auditor; never compared.
    public record Issued(long[] startsNs, long[] thinksNs, long[] sessionsNs) {}
}

package threadvsloop.loadgen;

import java.util.List;

/// What judging a run needs beyond its result.
///
/// @param inFlightNs by kind, the measurement's requests started and not done, integrated over time by
///     counters
/// @param unasked times that bytes came without a request
/// @param unclosed connections that the server was asked to close and did not
/// @param idleEnded idle connections that the server ended
/// @param loops what each loop issued
record Evidence(List<Double> inFlightNs, long unasked, long unclosed, long idleEnded, List<Issued> loops) {

    /// The last times that one loop issued, in ascending order.
    ///
    /// @param startsNs intended starts, from the schedule's epoch
    /// @param thinksNs think times
    /// @param sessionsNs arrivals of sessions, from the schedule's epoch
    @SuppressWarnings("ArrayRecordComponent") // Read once, by the auditor; never compared.
    record Issued(long[] startsNs, long[] thinksNs, long[] sessionsNs) {}
}

package threadvsloop.model.measured;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import threadvsloop.model.load.LoadOptions;

/// What a run found. But for `kinds`, `opened`, `served`, `connect` and what belongs to it, slow readers and
/// slow writers are in none of the numbers. Times are in nanoseconds; histograms have 3 digits from 1 µs to 1
/// hour and are the reader's own.
///
/// @param measurementStartNs on the clock of [System#nanoTime]: requests with an intended start in
///     [measurementStartNs, measurementEndNs) are the requests of the measurement
/// @param opened connections that were open at some time before the measurement ended
/// @param served connections, of those opened, that got an answer to a request of the measurement; of slow readers
///     those that read something during it; never idle ones, nor slow writers
/// @param offeredPerSecond requests that the schedule started in the window, per second; in a closed loop those sent
/// @param achievedPerSecond good answers that came within the window, per second
/// @param requests requests of the measurement
/// @param answers complete answers that came within the window, good or not
/// @param outcomes how the requests ended, in sum `requests`; outcomes that did not occur are absent
/// @param examples for outcomes that need one, what was seen first
/// @param response completion − intended start, of good answers
/// @param service completion − actual send, of good answers
/// @param failed age, from the intended start, at which requests ended without a good answer; none is in `response`
/// @param firstByte first byte of a good answer − actual send; the last byte is that of `service`
/// @param connect from the attempt to the open connection, of all phases
/// @param sendLag actual send − intended start, the wait for a free connection included
/// @param pacingLag actual send − the moment at which both the request was due and its connection was free: the
///     generator's own delay. Requests that found no free connection are in it once more, with the delay at
///     which that was found
/// @param intervals of measurement and drain, in order: one per second, in runs of hours one per some seconds
/// @param meanInFlight requests started and not done, averaged over the window
/// @param queued requests of the measurement that found no free connection at their intended start
/// @param connectsPerSecond connections opened within the window, per second
/// @param reopened connections opened again after they were lost, timed out, or closed by the server
/// @param connectFaults why attempts to connect failed, at first or anew, in any phase; faults that did not occur are
///     absent
/// @param connectExamples of each of them, what the operating system said first
/// @param generator what the generator itself used and was denied
/// @param stopped whether `LoadGenerator.stop` ended the run early; the window then ends there
/// @param sessions what became of the sessions, in a partly open load
/// @param kinds by index of [LoadOptions#kinds]: each kind of the mix, of which the totals are the sum, then that of
///     the slow readers and that of the slow writers, if there are any
public record LoadResult(
        LoadOptions options,
        long measurementStartNs,
        long measurementEndNs,
        int opened,
        int served,
        double offeredPerSecond,
        double achievedPerSecond,
        long requests,
        long answers,
        Map<Outcome, Long> outcomes,
        Map<Outcome, String> examples,
        Histogram response,
        Histogram service,
        Histogram failed,
        Histogram firstByte,
        Histogram connect,
        Histogram sendLag,
        Histogram pacingLag,
        List<Interval> intervals,
        double meanInFlight,
        long queued,
        double connectsPerSecond,
        long reopened,
        Map<ConnectFault, Long> connectFaults,
        Map<ConnectFault, String> connectExamples,
        GeneratorUse generator,
        boolean stopped,
        Sessions sessions,
        List<KindResult> kinds,
        Audit audit) {

    /// Requests that ended without a good answer.
    public long errors() {
        return count(outcome -> !outcome.good());
    }

    /// Response time in ns that a share of all requests does not exceed, failed ones counted as slower than any answer.
    ///
    /// @param percentile 0 to 100
    /// @return infinite if it lies among the failed; 0 if there was no request
    public double responseOfAll(double percentile) {
        return AllRequests.quantile(response, errors(), percentile);
    }

    /// Requests that ended so.
    public long count(Predicate<Outcome> which) {
        return outcomes.entrySet().stream()
                .filter(outcome -> which.test(outcome.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

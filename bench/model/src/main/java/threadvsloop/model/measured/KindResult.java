package threadvsloop.model.measured;

import java.util.Map;
import org.HdrHistogram.Histogram;
import threadvsloop.model.load.RequestKind;

/// What a run found of one kind of request.
///
/// @param kind what was asked
/// @param manner how, and whether it is in the totals
/// @param achievedPerSecond good answers that came within the window, per second
/// @param receivedBytesPerSecond bytes read within the window, of heads and bodies, per second
/// @param sentBytesPerSecond bytes written within the window, likewise, of slow writers; 0 for others
/// @param requests of the measurement
/// @param answeredEarly those that had their answer before they were sent whole, of slow writers; 0 for
///     others
/// @param outcomes how they ended; outcomes that did not occur are absent
/// @param fastestAnswerNs the shortest service time of a good answer; −1 if there was none
/// @param response completion − intended start of good answers, in ns
/// @param service completion − actual send of good answers, in ns
/// @param failed age, from the intended start, at which requests ended without a good answer, in ns
public record KindResult(
        RequestKind kind,
        Manner manner,
        double achievedPerSecond,
        double receivedBytesPerSecond,
        double sentBytesPerSecond,
        long requests,
        long answeredEarly,
        Map<Outcome, Long> outcomes,
        long fastestAnswerNs,
        Histogram response,
        Histogram service,
        Histogram failed) {

    /// How a kind of request is sent, and its answer read.
    public enum Manner {
        /// As fast as can be; these alone are in the totals.
        LOAD,
        SLOW_READERS,
        SLOW_WRITERS
    }

    /// Requests of the measurement that had no good answer.
    public long errors() {
        return outcomes.entrySet().stream()
                .filter(outcome -> !outcome.getKey().good())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

package threadvsloop.loadgen;

import java.util.Map;
import org.HdrHistogram.Histogram;

/// What a run found of one kind of request.
///
/// @param kind what was asked
/// @param slowReaders whether it is the slow readers' kind, which is in none of the totals
/// @param achievedPerSecond good answers that came within the window, per second
/// @param receivedBytesPerSecond bytes read within the window, of heads and bodies, per second
/// @param requests of the measurement
/// @param outcomes how they ended; outcomes that did not occur are absent
/// @param fastestAnswerNs the shortest service time of a good answer; −1 if there was none
/// @param response completion − intended start, in ns; requests without an answer at their age when given up
/// @param service completion − actual send, in ns, likewise
public record KindResult(
        RequestKind kind,
        boolean slowReaders,
        double achievedPerSecond,
        double receivedBytesPerSecond,
        long requests,
        Map<Outcome, Long> outcomes,
        long fastestAnswerNs,
        Histogram response,
        Histogram service) {

    /// Requests of the measurement that had no good answer.
    public long errors() {
        return outcomes.entrySet().stream()
                .filter(outcome ->
                        outcome.getKey().ofRequest() && !outcome.getKey().good())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the load generator saw in the measurement window; also the document that `tvl load --json` prints. Slow readers
/// and writers are in `connections` and `kinds` only.
///
/// @param mode as in [PointSpec.Mode], in lower case with a dash, and what the load does beyond that:
///     `open-poisson`, `open-poisson-ramp`, `open-constant-steps`, `closed`, `closed-think`,
///     `partly-open-poisson`
/// @param offeredPerSecond intended by the schedule; 0 in closed loop and idle
/// @param achievedPerSecond answered requests per second of the measurement window
/// @param requests all requests whose intended start lies in the window, whatever their outcome
/// @param answers complete answers that came within the window, good or not; −1 of one kind of request
/// @param outcomes count by outcome name, only those that occurred: `answered-2xx`, `timed-out`, `reset`, …; in sum
///     `requests`
/// @param failures requests without a good answer
/// @param connectFaults attempts to connect that failed, by reason, in any phase; only those that occurred
/// @param responseNs completion − intended start, of good answers
/// @param serviceNs completion − actual send, of good answers
/// @param firstByteNs first byte of the answer − actual send, of good answers
/// @param coordinatedOmissionGapNs p99 of response time − p99 of service time: what a tool that counts from the actual
///     send would leave out; −1 if unknown
/// @param sendLagNs actual send − intended start
/// @param connectNs connection establishment
/// @param connectsPerSecond connections opened in the window, per second
/// @param receivedBytesPerSecond bytes of answers read in the window, heads and bodies, per second
/// @param meanInFlight mean number of requests begun (by intended start) and not yet completed, over the window
/// @param generatorCpuNsPerRequest CPU of the generator's threads in the window ÷ answers in the window, good or not;
///     −1, and absent in JSON, if there were none
/// @param generatorCpuShare CPU of the generator's process ÷ (window × its CPUs), 0 to 1
/// @param generatorGcPauseMs longest garbage collection pause in the generator during the window
/// @param generatorSpinShare the part of the window that its busiest thread spent waiting without sleeping
/// @param generatorRunQueueShare the part of the window in which one of its threads was ready and others had its CPU;
///     −1 if unknown
/// @param hostStealShare the part of the machine's CPU time that the hypervisor took; −1 if unknown
/// @param generatorPrioritised whether its threads had priority over others that wanted their CPU
/// @param sessions of a partly open load; null of any other
/// @param kinds the numbers of each kind of request, where there is more than one; else empty
public record LoadSummary(
        int schemaVersion,
        String url,
        String mode,
        Connections connections,
        double offeredPerSecond,
        double achievedPerSecond,
        double windowSeconds,
        long requests,
        long answers,
        Map<String, Long> outcomes,
        Failures failures,
        Map<String, Long> connectFaults,
        Quantiles responseNs,
        Quantiles serviceNs,
        Quantiles firstByteNs,
        @Quantiles.Known long coordinatedOmissionGapNs,
        Quantiles sendLagNs,
        Quantiles connectNs,
        double connectsPerSecond,
        double receivedBytesPerSecond,
        double meanInFlight,
        @Quantiles.Known double generatorCpuNsPerRequest,
        double generatorCpuShare,
        double generatorGcPauseMs,
        double generatorSpinShare,
        double generatorRunQueueShare,
        double hostStealShare,
        boolean generatorPrioritised,
        @JsonSetter(nulls = Nulls.SET) @Nullable Sessions sessions,
        List<Kind> kinds,
        Validity validity) {

    private static final Set<String> GOOD = Set.of("answered-2xx", "answered-3xx");

    /// Requests that got anything but a good answer, or none.
    public long errors() {
        return outcomes.entrySet().stream()
                .filter(outcome -> !GOOD.contains(outcome.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Requests that response and service times are of.
    public long timed() {
        return requests - failures.requests();
    }

    /// Response time over all requests: one without a good answer counts as slower than any, so that failing makes
    /// nothing look faster.
    public Quantiles responseOfAllNs() {
        return failures.allNs();
    }

    /// The same load as one kind of request saw it; what is not of requests stays that of the whole. Requests of slow
    /// readers and writers that the end of the run cut off are left out.
    LoadSummary of(Kind kind) {
        Map<String, Long> ended = new TreeMap<>(kind.outcomes);
        boolean slow = kind.slowReaders || kind.slowWriters;
        Long cutOff = slow ? ended.remove("unfinished") : null;
        return new LoadSummary(
                schemaVersion,
                url,
                mode,
                connections,
                requests == 0 || slow ? 0 : offeredPerSecond * kind.requests / requests,
                kind.achievedPerSecond,
                windowSeconds,
                kind.requests - (cutOff == null ? 0 : cutOff),
                Quantiles.UNKNOWN,
                ended,
                kind.failures,
                connectFaults,
                kind.responseNs,
                kind.serviceNs,
                firstByteNs,
                kind.responseNs.p99Over(kind.serviceNs),
                sendLagNs,
                connectNs,
                connectsPerSecond,
                kind.receivedBytesPerSecond,
                meanInFlight,
                generatorCpuNsPerRequest,
                generatorCpuShare,
                generatorGcPauseMs,
                generatorSpinShare,
                generatorRunQueueShare,
                hostStealShare,
                generatorPrioritised,
                sessions,
                List.of(),
                validity);
    }

    /// One kind of request; units and meanings are those of the whole.
    ///
    /// @param request method and target
    /// @param slowReaders whether it is that of the slow readers, which is in none of the totals
    /// @param slowWriters the same of slow writers
    /// @param sentBytesPerSecond what slow writers sent; 0 of other kinds
    /// @param answeredEarly requests of slow writers that had their answer before they were sent whole
    public record Kind(
            String name,
            String request,
            boolean slowReaders,
            boolean slowWriters,
            long requests,
            double achievedPerSecond,
            double receivedBytesPerSecond,
            double sentBytesPerSecond,
            long answeredEarly,
            Map<String, Long> outcomes,
            Failures failures,
            Quantiles responseNs,
            Quantiles serviceNs) {}

    /// @param started sessions that arrived in the window
    /// @param ended those that had all their answers
    /// @param failed those that found no connection in time, or one of whose requests had no answer
    public record Sessions(long started, long ended, long failed) {}

    /// @param served connections that got at least one answer in the window
    public record Connections(int requested, int opened, int served) {}
}

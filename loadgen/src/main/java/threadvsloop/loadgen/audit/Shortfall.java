package threadvsloop.loadgen.audit;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threadvsloop.model.load.CumulativeRate;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Why fewer requests had a good answer within the window than were offered: read off what was counted, never guessed.
///
/// Of what is missing, a part failed outright; the rest was still waiting when the window ended, or had waited until it
/// was given up. Each part that matters has its cause.
///
/// @param causes the weightiest first; at least one
public record Shortfall(List<Cause> causes, String text) {
    /// Achieved below this part of offered is a shortfall …
    static final double LEAST_ACHIEVED = 0.99;
    /// … unless the difference is what chance lets be in flight at both ends: so many standard deviations.
    static final double CHANCE_DEVIATIONS = 3;

    /// What of the missing requests an explanation must account for.
    private static final double MOST = 0.5;

    enum Cause {
        /// Requests ended at once without a good answer.
        FAILURES,
        /// The generator had no CPU left.
        GENERATOR_BUSY,
        /// The generator sent requests late for another reason.
        GENERATOR_LATE,
        /// Connections were lost, and requests waited for one.
        CONNECTIONS_LOST,
        /// All connections were in use, and requests waited for one.
        CONNECTIONS_BUSY,
        /// Answers take longer than the warm-up: at its end not yet as many came as were asked for.
        SHORT_WARMUP,
        /// The server did not answer as fast as it was asked.
        SERVER_BEHIND;

        /// Whether it is the generator's fault.
        boolean ours() {
            return this == GENERATOR_BUSY || this == GENERATOR_LATE;
        }
    }

    /// Empty if there is none, or it is what chance and the rate itself leave in flight at the end.
    static Optional<Shortfall> of(LoadResult result, Evidence evidence, Lateness lateness) {
        if (!(result.options().shape() instanceof LoadShape.Open) || !isBehind(result)) {
            return Optional.empty();
        }
        return Optional.of(new Reading(result, evidence, lateness).shortfall());
    }

    /// Whether fewer requests were answered than offered, by more than what chance and the rate itself
    /// leave in flight at the end.
    public static boolean isBehind(LoadResult result) {
        return missing(result) > excused(result);
    }

    private static double seconds(LoadResult result) {
        return Math.max(1, result.measurementEndNs() - result.measurementStartNs()) / 1e9;
    }

    /// Requests of the window without a good answer in it.
    private static double missing(LoadResult result) {
        return (result.offeredPerSecond() - result.achievedPerSecond()) * seconds(result);
    }

    private static double excused(LoadResult result) {
        return (1 - LEAST_ACHIEVED) * result.offeredPerSecond() * seconds(result)
                + CHANCE_DEVIATIONS * Math.sqrt(result.meanInFlight())
                + leftInFlight(result);
    }

    /// A rate that is higher at the end than it was at the start leaves more requests in flight than it
    /// found: by Little's law their difference times the mean response time.
    private static double leftInFlight(LoadResult result) {
        if (!(result.options().shape() instanceof LoadShape.Open open)
                || result.response().getTotalCount() == 0) {
            return 0;
        }
        long fromNs = result.options().warmup().toNanos();
        long toNs = fromNs + Math.round(seconds(result) * 1e9);
        CumulativeRate rate = CumulativeRate.of(open.rate(), result.options().warmup());
        double rise = rate.perSecondAt(Math.max(0, toNs - 1)) - rate.perSecondAt(Math.max(0, fromNs - 1));
        return Math.max(0, rise) * result.response().getMean() / 1e9;
    }

    /// Takes one result apart.
    private record Reading(LoadResult result, Evidence evidence, Lateness lateness) {

        Shortfall shortfall() {
            long failed = result.count(Reading::atOnce);
            double waited = missing(result) - failed;
            List<Cause> causes = new ArrayList<>();
            if (waited > excused(result)) {
                causes.add(causeOfWaiting());
            }
            if (causes.isEmpty() || failed > excused(result)) {
                causes.add(failed > MOST * missing(result) ? 0 : causes.size(), Cause.FAILURES);
            }
            return new Shortfall(List.copyOf(causes), text(causes));
        }

        private String text(List<Cause> causes) {
            StringBuilder text = new StringBuilder(format(
                    ROOT,
                    "achieved %,.1f of %,.1f requests/s offered (%.1f%%)",
                    result.achievedPerSecond(),
                    result.offeredPerSecond(),
                    100 * result.achievedPerSecond() / result.offeredPerSecond()));
            for (int i = 0; i < causes.size(); i++) {
                text.append(i == 0 ? ": " : "; and ").append(words(causes.get(i)));
            }
            return text.toString();
        }

        /// Whether a request ended for a reason of its own, not because it had waited too long.
        private static boolean atOnce(Outcome outcome) {
            return !outcome.good()
                    && outcome != Outcome.TIMED_OUT
                    && outcome != Outcome.NOT_SENT
                    && outcome != Outcome.UNFINISHED;
        }

        private Cause causeOfWaiting() {
            if (lateness.isSpent()) {
                return Cause.GENERATOR_BUSY;
            }
            if (lateness.isInvalid()) {
                return Cause.GENERATOR_LATE;
            }
            if (LostConnections.of(result, evidence).isPresent()) {
                return Cause.CONNECTIONS_LOST;
            }
            if (result.queued() > excused(result)) {
                return Cause.CONNECTIONS_BUSY;
            }
            return begunTooLate() > MOST * missing(result) ? Cause.SHORT_WARMUP : Cause.SERVER_BEHIND;
        }

        /// Answers that would have come in the window had the load begun long before it.
        private double begunTooLate() {
            if (result.response().getTotalCount() == 0) {
                return 0;
            }
            double lateNs =
                    result.response().getMean() - result.options().warmup().toNanos();
            return Math.clamp(lateNs / 1e9, 0, seconds(result)) * result.offeredPerSecond();
        }

        private String words(Cause cause) {
            return switch (cause) {
                case FAILURES ->
                    format(ROOT, "%,d requests failed%s", result.errors(), Auditor.failures(result.outcomes()));
                case GENERATOR_BUSY ->
                    format(
                            ROOT,
                            "the generator was the limit, with %.0f%% of its CPU used%s",
                            100 * result.generator().cpuShare(),
                            lateness.denied());
                case GENERATOR_LATE -> "the generator was late: " + lateness.words();
                case CONNECTIONS_LOST -> "requests waited for connections that were lost";
                case CONNECTIONS_BUSY -> busy();
                case SHORT_WARMUP ->
                    format(
                            ROOT,
                            "answers take %,.1f ms on average and the warm-up only %,.1f ms, so fewer came at first than"
                                    + " later: make it longer",
                            result.response().getMean() / 1e6,
                            result.options().warmup().toNanos() / 1e6);
                case SERVER_BEHIND ->
                    format(
                            ROOT,
                            "the server did not keep up, with %,.1f requests in flight on average",
                            result.meanInFlight());
            };
        }

        /// A connection carries one request at a time.
        private String busy() {
            int connections = result.options().connections().loaded();
            String waited = format(
                    ROOT,
                    "all %,d connections were in use, and %,d requests waited for one",
                    connections,
                    result.queued());
            return result.service().getTotalCount() == 0
                    ? waited
                    : waited
                            + format(
                                    ROOT,
                                    "; at %,.3f ms for an answer they carry %,.1f requests/s: the server is saturated, or"
                                            + " needs more connections",
                                    result.service().getMean() / 1e6,
                                    connections
                                            * 1e9
                                            / Math.max(1, result.service().getMean()));
        }
    }
}

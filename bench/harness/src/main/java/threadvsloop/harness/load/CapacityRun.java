package threadvsloop.harness.load;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import threadvsloop.loadgen.CapacitySearch;
import threadvsloop.loadgen.Objective;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.measured.LoadResult;

/// Carries out a capacity search: one load after another, each told on standard error as it ends.
final class CapacityRun {

    /// For a server to get over what it could not hold.
    private static final long REST_MS = 1_000;

    private final CapacitySearch search;
    private final List<Objective> objectives;
    private final StoppableLoads loads;
    private final PrintWriter progress;
    private final List<Step> steps = new ArrayList<>();

    /// One load of a given rate and seed.
    interface Load {
        LoadResult run(double requestsPerSecond, int step) throws TargetUnreachableException, InterruptedException;
    }

    /// One run of the search.
    ///
    /// @param rate that was offered, per second
    /// @param measured of each objective, for people
    record Step(
            CapacitySearch.Phase phase,
            double rate,
            CapacitySearch.Outcome outcome,
            double achievedPerSecond,
            List<String> measured,
            double generatorCpuShare,
            List<String> reasons) {

        /// For people.
        String line() {
            return String.format(
                    Locale.ROOT,
                    "  %-8s %10.1f/s  %-15s %s; achieved %.1f/s, generator %.0f%% of its CPU%s",
                    phase.name().toLowerCase(Locale.ROOT),
                    rate,
                    outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    String.join(", ", measured),
                    achievedPerSecond,
                    generatorCpuShare * 100,
                    reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")");
        }
    }

    /// @param loads by which the search is stopped
    CapacityRun(CapacitySearch search, List<Objective> objectives, StoppableLoads loads, PrintWriter progress) {
        this.search = search;
        this.objectives = objectives;
        this.loads = loads;
        this.progress = progress;
    }

    /// To the end of the search, or until it is stopped: what is known by then is the result. A run that was stopped
    /// says nothing, and is no step.
    CapacityDocument carryOut(String url, Load load) throws TargetUnreachableException, InterruptedException {
        for (OptionalDouble rate = search.next(); rate.isPresent(); rate = search.next()) {
            LoadResult result = load.run(rate.getAsDouble(), steps.size());
            if (result.stopped()) {
                return CapacityDocument.stopped(url, objectives, search, steps);
            }
            CapacitySearch.Outcome outcome = judged(rate.getAsDouble(), result);
            boolean over = search.next().isEmpty();
            if (!over && (loads.isStopped() || (outcome != CapacitySearch.Outcome.HELD && loads.rest(REST_MS)))) {
                return CapacityDocument.stopped(url, objectives, search, steps);
            }
        }
        return CapacityDocument.of(url, objectives, search.result(), steps);
    }

    private CapacitySearch.Outcome judged(double rate, LoadResult result) {
        CapacitySearch.Phase phase = search.phase();
        CapacitySearch.Outcome outcome = CapacitySearch.judge(result, objectives);
        search.tell(outcome);
        Step step = step(phase, rate, outcome, result);
        steps.add(step);
        progress.println(step.line());
        progress.flush();
        return outcome;
    }

    private Step step(CapacitySearch.Phase phase, double rate, CapacitySearch.Outcome outcome, LoadResult result) {
        return new Step(
                phase,
                rate,
                outcome,
                result.achievedPerSecond(),
                objectives.stream().map(each -> each.describe(result)).toList(),
                result.generator().cpuShare(),
                reasons(outcome, result));
    }

    /// Why a rate was not held, which is not always in what the objectives look at.
    private static List<String> reasons(CapacitySearch.Outcome outcome, LoadResult result) {
        return switch (outcome) {
            case HELD -> List.of();
            case MISSED -> result.audit().findings();
            case GENERATOR_LIMIT, INVALID -> result.audit().reasons();
        };
    }
}

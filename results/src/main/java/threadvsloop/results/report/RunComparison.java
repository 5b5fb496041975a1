package threadvsloop.results.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.Environment;
import threadvsloop.results.run.PointSpec;
import threadvsloop.results.run.Run;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.stats.Metric;
import threadvsloop.results.stats.PointComparison;
import threadvsloop.results.stats.Spread;
import threadvsloop.results.text.Numbers;

/// Two runs side by side, as text. Their blocks are no pairs, and machines drift from run to run: so there are medians
/// and ranges and no interval of their ratio, and what lies outside the other run's range is marked.
public final class RunComparison {
    private static final List<Metric> METRICS =
            List.of(Metric.ACHIEVED, Metric.P50, Metric.P99, Metric.CPU_PER_REQUEST, Metric.PSS, Metric.THREADS);
    private static final String ROW = "%-16s %-12s %-20s %-14s %24s %24s %8s%n";

    private final RunData before;
    private final RunData after;
    private final StringBuilder text = new StringBuilder();

    private RunComparison(RunData before, RunData after) {
        this.before = before;
        this.after = after;
    }

    /// Reads the raw files of runs that decide claims.
    public static String text(RunData before, RunData after) throws RunDirectoryException {
        RunComparison comparison = new RunComparison(before, after);
        comparison.head();
        comparison.numbers();
        comparison.verdicts();
        return comparison.text.toString();
    }

    private void head() {
        line("before", before);
        line("after", after);
        text.append(
                "Not paired: the machine may have changed between the runs. * marks ranges that do not overlap.\n\n");
    }

    private void line(String name, RunData run) {
        Environment environment = run.environment();
        text.append("%-7s %s, commit %s, %s%n"
                .formatted(
                        name,
                        run.run().startedAt(),
                        run.run().commit(),
                        environment == null ? "unknown host" : environment.cpuModel()));
    }

    private void numbers() {
        text.append(ROW.formatted("scenario", "point", "contestant", "metric", "before", "after", "ratio"));
        for (Run.Scenario scenario : before.scenarios()) {
            for (PointSpec point : scenario.points()) {
                for (Run.Contestant contestant : before.contestants()) {
                    METRICS.forEach(metric -> row(scenario.id(), point.id(), contestant.id(), metric));
                }
            }
        }
    }

    private void row(String scenario, String point, String contestant, Metric metric) {
        Optional<Spread> first = PointComparison.of(before, scenario, point).spread(contestant, metric);
        Optional<Spread> second = PointComparison.of(after, scenario, point).spread(contestant, metric);
        if (first.isEmpty() || second.isEmpty()) {
            return;
        }
        Spread a = first.get();
        Spread b = second.get();
        boolean apart = a.max() < b.min() || b.max() < a.min();
        String ratio = a.median() == 0
                ? Numbers.NONE
                : String.format(Locale.ROOT, "%.3f%s", b.median() / a.median(), apart ? "*" : " ");
        text.append(ROW.formatted(scenario, point, contestant, metric.label(), words(a), words(b), ratio));
    }

    private static String words(Spread spread) {
        return "%s (%s–%s)"
                .formatted(Numbers.three(spread.median()), Numbers.three(spread.min()), Numbers.three(spread.max()));
    }

    private void verdicts() throws RunDirectoryException {
        List<ClaimsDocument.Claim> first = Claims.of(before).claims();
        List<ClaimsDocument.Claim> second = Claims.of(after).claims();
        for (ClaimsDocument.Claim claim : first) {
            second.stream()
                    .filter(other -> other.id().equals(claim.id()))
                    .findFirst()
                    .ifPresent(other -> text.append("%n%-4s %-14s %-14s%s"
                            .formatted(
                                    claim.id(),
                                    claim.verdict().label(),
                                    other.verdict().label(),
                                    claim.verdict() == other.verdict() ? "" : " differs")));
        }
        text.append(first.isEmpty() ? "" : "\n");
    }
}

package threadvsloop.results.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.stats.Spread;
import threadvsloop.results.text.Numbers;

/// Two runs side by side, as text. Their blocks are no pairs, and machines drift from run to run: so there are means
/// and ranges and no interval of their ratio, and what lies outside the other run's range is marked.
public final class RunComparison {
    private static final List<Metric> METRICS =
            List.of(Metric.ACHIEVED, Metric.P50, Metric.P99, Metric.CPU_PER_REQUEST, Metric.PSS, Metric.THREADS);
    private static final String ROW = "%-16s %-12s %-20s %-14s %24s %24s %8s%n";

    private final RunData before;
    private final RunData after;
    private final RunDifferences differences;
    private final StringBuilder text = new StringBuilder();

    private RunComparison(RunData before, RunData after) {
        this.before = before;
        this.after = after;
        this.differences = new RunDifferences(before, after);
    }

    /// @throws RunDirectoryException if one of them has no trial, or a claim that makes no sense
    public static String text(RunData before, RunData after) throws RunDirectoryException {
        requireTrials(before);
        requireTrials(after);
        RunComparison comparison = new RunComparison(before, after);
        comparison.head();
        if (comparison.hasSomethingInCommon()) {
            comparison.numbers();
            comparison.verdicts();
        } else {
            comparison.nothingInCommon();
        }
        return comparison.text.toString();
    }

    /// Whether there are a contestant and a point, or a claim, that both runs have.
    public static boolean hasSomethingInCommon(RunData before, RunData after) {
        return new RunComparison(before, after).hasSomethingInCommon();
    }

    private boolean hasSomethingInCommon() {
        return hasNumbersInCommon() || !commonClaims().isEmpty();
    }

    private boolean hasNumbersInCommon() {
        return differences.common().anyMatch(differences::same)
                && !differences.contestants().isEmpty();
    }

    private static void requireTrials(RunData run) throws RunDirectoryException {
        if (run.trials().isEmpty()) {
            throw new RunDirectoryException(run.directory().path() + ": none of its " + run.planned()
                    + " trials is here (trials/ is missing, empty or damaged), so there is nothing to compare");
        }
    }

    private void head() {
        line("before", before);
        line("after", after);
        List<String> sentences = differences.sentences();
        if (sentences.isEmpty()) {
            text.append("Host, kernel, Java, Node.js, pinning, commit and loads are the same.\n");
        } else {
            text.append("They differ in more than what is measured, and each of these may be why numbers do:\n");
            sentences.forEach(sentence -> text.append("  ! ").append(sentence).append('\n'));
        }
        text.append(
                "Not paired: the machine may have changed between the runs. * marks ranges that do not overlap.\n\n");
    }

    private void line(String name, RunData run) {
        Environment environment = run.environment();
        text.append("%-7s %s, commit %s, %s; %s; %s%n"
                .formatted(
                        name,
                        run.run().startedAt(),
                        run.run().commit(),
                        environment == null ? "unknown host" : environment.cpuModel(),
                        Standing.progress(run),
                        Standing.validity(run)));
    }

    private void nothingInCommon() {
        text.append("These two runs have nothing in common, so there is nothing to compare:\n");
        have("before", before);
        have("after", after);
    }

    private void have(String name, RunData run) {
        text.append("  %-7s contestants %s; scenarios %s%n"
                .formatted(
                        name,
                        run.contestants().stream().map(Run.Contestant::id).collect(Collectors.joining(", ")),
                        run.scenarios().stream()
                                .map(scenario -> scenario.id() + " ("
                                        + scenario.points().stream()
                                                .map(PointSpec::id)
                                                .collect(Collectors.joining(", "))
                                        + ")")
                                .collect(Collectors.joining(", "))));
    }

    private void numbers() {
        if (!hasNumbersInCommon()) {
            text.append("No number of one run has its like in the other:\n");
            have("before", before);
            have("after", after);
            return;
        }
        text.append(ROW.formatted("scenario", "point", "contestant", "metric", "before", "after", "ratio"));
        int head = text.length();
        differences
                .common()
                .filter(differences::same)
                .forEach(place -> differences
                        .contestants()
                        .forEach(contestant ->
                                METRICS.forEach(metric -> row(place.scenario(), place.point(), contestant, metric))));
        if (text.length() == head) {
            text.append(
                    "No number can be compared: one run or the other has no usable trial where both have a point.\n");
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
        String ratio = a.mean() == 0
                ? Numbers.NONE
                : String.format(Locale.ROOT, "%.3f%s", b.mean() / a.mean(), apart ? "*" : " ");
        text.append(ROW.formatted(scenario, point, contestant, metric.label(), words(a), words(b), ratio));
    }

    private static String words(Spread spread) {
        return "%s (%s–%s)"
                .formatted(Numbers.three(spread.mean()), Numbers.three(spread.min()), Numbers.three(spread.max()));
    }

    private List<String> commonClaims() {
        return before.run().claims().stream()
                .map(ClaimSpec::id)
                .filter(id -> after.run().claims().stream()
                        .anyMatch(claim -> claim.id().equals(id)))
                .toList();
    }

    private void verdicts() throws RunDirectoryException {
        List<String> common = commonClaims();
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
        text.append(common.isEmpty() ? "" : "\n");
    }
}

package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.PointSpec.Mode;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.RunData;

class PointTablesTest {
    private static final Run.Contestant FIRST = new Run.Contestant("blocking-platform", "First", "thread", "");
    private static final Run.Contestant OTHER = new Run.Contestant("eventloop", "Other", "loop", "");

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    Path temporary;

    /// Medians of these are 2.24 and 2.39 ms, while the other one is the faster in two blocks of three.
    @Test
    void aRatioIsTheQuotientOfTheTwoNumbersBesideIt() throws IOException {
        PointTable table = table(quick(FIRST, OTHER)
                .withTrials(trial -> response(
                        trial,
                        trial.contestant().equals("eventloop")
                                ? List.of(2.39, 1.0, 2.5).get(trial.block() - 1)
                                : List.of(2.24, 2.0, 9.0).get(trial.block() - 1))));

        double first = number(cell(table, "First", "p50, ms").value());
        PointTable.Cell other = cell(table, "Other", "p50, ms");

        assertThat(first).isCloseTo(Math.cbrt(2.24 * 2.0 * 9.0), within(0.005));
        assertThat(number(other.value()) / first).isCloseTo(number(other.ratio()), within(0.005));
        assertQuotients(table);
    }

    /// The other has no number in block 1 and the first none in block 3, so they are compared in block 2 alone.
    @Test
    void whereBlocksAreMissingTheBaselineOfTheSameBlocksStandsBesideTheRatio() throws IOException {
        PointTable table = table(quick(FIRST, OTHER).withTrials(trial -> {
            boolean missing = trial.block() == (trial.contestant().equals("eventloop") ? 1 : 3);
            Trial timed = response(trial, trial.block() * (trial.contestant().equals("eventloop") ? 3 : 1));
            return missing ? timed.withValidity(new Validity(Validity.Status.INVALID, List.of("disturbed"))) : timed;
        }));

        assertThat(cell(table, "First", "p50, ms").value()).isEqualTo("1.41");
        assertThat(cell(table, "Other", "p50, ms").value()).isEqualTo("6.00");
        assertThat(cell(table, "Other", "p50, ms").ratio()).isEqualTo("×3.00");
        assertThat(cell(table, "Other", "p50, ms").interval()).isEqualTo("one block, of 2.00");
    }

    @Test
    void theMaximumIsTheLongestTimeOfAllBlocks() throws IOException {
        PointTable table = table(quick(FIRST, OTHER)
                .withTrials(trial -> SyntheticRun.withResponse(
                        trial,
                        new Quantiles(
                                1, 2, 3, 4, Quantiles.UNKNOWN, trial.block() == 2 ? 20_700_000 : 4_680_000, 1, 9))));

        assertThat(cell(table, "Other", "Max, ms").value()).isEqualTo("20.7");
    }

    /// 5% more is seen for certain and is of no interest; 20% more is.
    @Test
    void onlyWhatLiesBeyondTheZoneIsEmphasised() throws IOException {
        PointTable near = table(quick(FIRST, OTHER)
                .withTrials(trial -> response(trial, trial.contestant().equals("eventloop") ? 105 : 100)));
        PointTable far = table(quick(FIRST, OTHER)
                .withTrials(trial -> response(trial, trial.contestant().equals("eventloop") ? 120 : 100)));

        assertThat(cell(near, "Other", "p50, ms").ratio()).isEqualTo("×1.05");
        assertThat(cell(near, "Other", "p50, ms").emphasised()).isFalse();
        assertThat(cell(far, "Other", "p50, ms").emphasised()).isTrue();
    }

    /// Of the first's CPU 60% are its compilers': a loop needs half of all of it, and more than what is left.
    @Test
    void whatTheCompilersDecideIsMarkedAndNotEmphasised() throws IOException {
        Run.Contestant cold = new Run.Contestant("blocking-platform-cold", "Cold", "thread", "");
        PointTable coldFirst = table(quick(cold, OTHER));
        PointTable warm = table(quick(FIRST, OTHER));

        assertThat(cell(coldFirst, "Other", "CPU/request, µs").ratio())
                .startsWith("×0.4")
                .endsWith("†");
        assertThat(cell(coldFirst, "Other", "CPU/request, µs").emphasised()).isFalse();
        assertThat(coldFirst.note())
                .contains("† Rests on CPU that a JVM spent compiling its code")
                .containsPattern("Without it: Other ×1\\.1\\d \\(");
        assertThat(cell(warm, "Other", "CPU/request, µs").ratio())
                .startsWith("×0.4")
                .doesNotContain("†");
        assertThat(cell(warm, "Other", "CPU/request, µs").emphasised()).isTrue();
        assertThat(warm.note()).doesNotContain("†");
    }

    /// What is pale in a bar is the compilers' part, and what they decide is marked in bars and lines too.
    @Test
    void chartsShowAndMarkWhatTheCompilersDecide() throws IOException {
        Run.Contestant cold = new Run.Contestant("blocking-platform-cold", "Cold", "thread", "");
        List<Run.Scenario> scenarios = SyntheticRun.quick().scenarios().subList(0, 2);
        List<Chart> coldFirst = cpuCharts(quick(cold, OTHER).withScenarios(scenarios));
        List<Chart> warm = cpuCharts(quick(FIRST, OTHER).withScenarios(scenarios));

        JsonNode bars =
                MAPPER.readTree(ChartRenderer.json(coldFirst.getFirst())).get("bars");
        assertThat(bars.get(0).get("pale").asDouble() / bars.get(0).get("value").asDouble())
                .isCloseTo(0.6, within(0.02));
        assertThat(bars.get(0).get("note").asText()).isEmpty();
        assertThat(bars.get(1).get("pale").asDouble()).isZero();
        assertThat(bars.get(1).get("note").asText()).contains("†");
        JsonNode lines = MAPPER.readTree(ChartRenderer.json(coldFirst.get(1))).get("lines");
        assertThat(lines.get(0).findValuesAsText("hollow")).containsOnly("false");
        assertThat(lines.get(1).findValuesAsText("hollow")).containsOnly("true");
        assertThat(coldFirst)
                .extracting(Chart::caption)
                .satisfiesExactly(
                        caption -> assertThat(caption).contains("Pale", "†"),
                        caption -> assertThat(caption).contains("Hollow"));
        assertThat(warm).extracting(Chart::caption).noneMatch(caption -> caption.matches(".*(Pale|†|Hollow).*"));
    }

    private List<Chart> cpuCharts(SyntheticRun synthetic) throws IOException {
        RunData run = RunData.read(synthetic.write(temporary.resolve("run" + System.nanoTime())));
        return ChartSet.of(run).charts().stream()
                .filter(chart -> chart.id().startsWith("cpu-"))
                .toList();
    }

    /// 2,400 requests have more than two beyond their p99.9; of ten nobody knows a p99.
    @Test
    void quantilesOfFewRequestsAreMarkedOrLeftOut() throws IOException {
        SyntheticRun quick = quick(FIRST, OTHER);
        PointTable many = table(quick);
        PointTable few = table(quick.withTrials(trial -> SyntheticRun.withResponse(
                trial,
                new Quantiles(
                        2_000_000,
                        3_000_000,
                        Quantiles.UNKNOWN,
                        Quantiles.UNKNOWN,
                        Quantiles.UNKNOWN,
                        5_000_000,
                        2,
                        10))));

        assertThat(cell(many, "Other", "p99, ms").value()).doesNotStartWith("≈");
        assertThat(cell(many, "Other", "p99.9, ms").value()).startsWith("≈");
        assertThat(few.headings()).contains("p50, ms", "Max, ms").doesNotContain("p99, ms", "p99.9, ms");
        assertThat(cell(few, "Other", "p50, ms").value()).isEqualTo("≈2.00");
    }

    @Test
    void pointsOfOneLoadHaveTitlesOfTheirOwn() throws IOException {
        List<PointSpec> depths = Stream.of(1, 10, 100, 1000)
                .map(depth -> new PointSpec(
                        "d" + depth, Mode.OPEN_POISSON, 20, 1000, "GET /deep/" + depth + "/1000", 2000, 1, 2))
                .toList();
        List<PointSpec> places = Stream.of("here", "there")
                .map(id -> new PointSpec(id, Mode.OPEN_POISSON, 30, 1000, "GET /plaintext", 2000, 1, 2))
                .toList();
        List<PointSpec> points = Stream.concat(depths.stream(), places.stream()).toList();
        Run.Scenario depth = new Run.Scenario("depth", "Deep", "Who grows?", false, List.of(), points);
        RunData run = RunData.read(
                quick(FIRST, OTHER).withScenarios(List.of(depth)).withBlocks(1).write(temporary.resolve("run")));

        assertThat(PointTables.of(run, depth))
                .extracting(PointTable::caption)
                .doesNotHaveDuplicates()
                .contains(
                        "Deep: 20 connections, 1,000 requests/s, GET /deep/10/1000",
                        "Deep: 30 connections, 1,000 requests/s, there");
        assertThat(ChartSet.of(run).charts()).extracting(chart -> chart.title()).doesNotHaveDuplicates();
    }

    private static void assertQuotients(PointTable table) {
        for (String heading : table.headings()) {
            PointTable.Cell first = cell(table, "First", heading);
            PointTable.Cell other = cell(table, "Other", heading);
            if (!other.ratio().isEmpty()) {
                double ratio = number(other.ratio());
                assertThat(number(other.value()) / number(first.value()))
                        .as(heading)
                        .isCloseTo(ratio, within(0.006 + 0.01 * ratio));
            }
        }
    }

    private static SyntheticRun quick(Run.Contestant... contestants) {
        SyntheticRun quick = SyntheticRun.quick();
        return quick.withContestants(List.of(contestants))
                .withScenarios(quick.scenarios().subList(0, 1))
                .withBlocks(3);
    }

    /// With the trials' numbers as they were changed after they were read: raw files would contradict them.
    private PointTable table(SyntheticRun synthetic) throws IOException {
        RunData run = RunData.read(
                synthetic.withTrials(UnaryOperator.identity()).write(temporary.resolve("run" + System.nanoTime())));
        RunData changed = new RunData(
                run.directory(),
                run.run(),
                run.plan(),
                run.environment(),
                run.contestants(),
                run.scenarios(),
                run.trials().stream().map(synthetic.change()).toList(),
                run.damaged(),
                run.troubles());
        return PointTables.of(changed, run.scenarios().getFirst()).getFirst();
    }

    private static Trial response(Trial trial, double ms) {
        long ns = Math.round(ms * 1e6);
        return SyntheticRun.withResponse(trial, new Quantiles(ns, ns, ns, ns, ns, ns, ns, 100_000));
    }

    private static PointTable.Cell cell(PointTable table, String row, String heading) {
        return table.rows().stream()
                .filter(one -> one.label().equals(row))
                .findFirst()
                .orElseThrow()
                .cells()
                .get(table.headings().indexOf(heading));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replaceAll("[×≈†,]", ""));
    }
}

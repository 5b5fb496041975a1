package threadvsloop.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.run.RunDirectory;

class TrialOverheadsTest {

    /// 3 s of load: 1 s to open the connections, 2 s to measure.
    private static final PointSpec POINT =
            new PointSpec("c1000", PointSpec.Mode.OPEN_POISSON, 1_000, 1_000, "GET /wait/100", 1_000, 0, 2);

    private static final String STARTED = "2026-01-01T00:00:00Z";
    private static final String NEVER_READY = "never-ready";

    @TempDir
    private Path runs;

    @Test
    void withoutTrialsItIsAGuess() {
        TrialOverheads none = TrialOverheads.of(runs.resolve("none"));
        assertThat(none.source()).isEqualTo("no measured trials yet: a guess");
        assertThat(none.cost(POINT, "node")).isEqualTo(TrialCost.of(POINT));
    }

    @Test
    void takesTheMedianOfAContestantAndOfAllWhereItHasNone() {
        TrialOverheads known = new TrialOverheads(Map.of("node", List.of(0.4, 9.0, 0.5), "jetty", List.of(1.0, 2.0)));
        assertThat(known.source()).isEqualTo("from 5 measured trials");
        assertThat(known.cost(POINT, "node").time()).isEqualTo(Duration.ofMillis(3_500));
        assertThat(known.cost(POINT, "jetty").time()).isEqualTo(Duration.ofMillis(4_500));
        assertThat(known.cost(POINT, "other").time()).isEqualTo(Duration.ofSeconds(4));
        assertThat(known.cost(POINT, "other").diskBytes())
                .isEqualTo(TrialCost.of(POINT).diskBytes());
    }

    /// What trials took is in their phases.
    @Test
    void readsFinishedRunsOnly() throws IOException {
        write(
                runs.resolve("20260101T000000Z_quick_a"),
                "complete",
                Map.of("node", 3_400.0, "jetty", 4_000.0, NEVER_READY, 100.0));
        write(runs.resolve("20260102T000000Z_quick_b"), "interrupted", Map.of("node", 9_000.0));
        write(runs.resolve("20260103T000000Z_quick_c"), "complete", Map.of("node", 3_250.0));
        Files.createDirectories(runs.resolve("20260104T000000Z_no_run"));

        TrialOverheads found = TrialOverheads.of(runs);

        assertThat(found.source()).isEqualTo("from 3 measured trials");
        assertThat(found.seconds()).containsOnlyKeys("node", "jetty");
        assertThat(found.seconds().get("node"))
                .as("newest first")
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1)
                .containsExactly(0.25, 0.4);
        assertThat(found.seconds().get("jetty")).containsExactly(1.0);
    }

    /// @param tookMs by contestant
    private static void write(Path path, String status, Map<String, Double> tookMs) throws IOException {
        RunDirectory run = RunDirectory.create(path);
        run.writeRun(new Run(
                1, "quick", STARTED, status, "abc", List.of(), 1, 1, 1, List.of(), List.of(), List.of(), "",
                List.of()));
        int order = 0;
        for (Map.Entry<String, Double> took : tookMs.entrySet()) {
            Plan.Entry entry = new Plan.Entry(order++, 1, "waiting", POINT.id(), took.getKey(), 1);
            run.begin(entry).complete(trial(entry, took.getValue()));
        }
    }

    private static Trial trial(Plan.Entry entry, double tookMs) {
        return new Trial(
                Trial.SCHEMA_VERSION,
                entry.scenario(),
                entry.contestant(),
                "loop",
                entry.block(),
                entry.order(),
                POINT,
                STARTED,
                null,
                List.of(new Trial.Phase("start", 0, 100), new Trial.Phase("measurement", 100, tookMs - 100)),
                null,
                entry.contestant().equals(NEVER_READY) ? null : load(),
                null,
                Warmth.unknown("nobody looked"),
                Map.of(),
                null,
                new Validity(Validity.Status.VALID, List.of()));
    }

    private static LoadSummary load() {
        Quantiles none = Quantiles.of(new Histogram(3));
        return new LoadSummary(
                2,
                "http://127.0.0.1/wait/100",
                "open-poisson",
                new LoadSummary.Connections(1_000, 1_000, 1_000),
                1_000,
                1_000,
                2,
                0,
                0,
                Map.of(),
                new Failures(0, none, none),
                Map.of(),
                none,
                none,
                none,
                0,
                none,
                none,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                true,
                null,
                List.of(),
                new Validity(Validity.Status.VALID, List.of()));
    }
}

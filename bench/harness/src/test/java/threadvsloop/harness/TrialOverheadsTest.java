package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.run.Plan;
import threadvsloop.results.run.PointSpec;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.Trial;

class TrialOverheadsTest {

    /// 3 s of load: 1 s to open the connections, 2 s to measure.
    private static final PointSpec POINT =
            new PointSpec("c1000", PointSpec.Mode.OPEN_POISSON, 1_000, 1_000, "GET /wait/100", 1_000, 0, 2);

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
        RunDirectory run = RunDirectory.open(
                Project.find().root().resolve("results/src/test/resources/threadvsloop/results/run/older-run"));
        List<Trial> trials = run.trials().readable();
        String contestant = trials.getFirst().contestant();
        copy(run, runs.resolve("20260101T000000Z_quick_a"), "complete");
        copy(run, runs.resolve("20260102T000000Z_quick_b"), "interrupted");
        Files.createDirectories(runs.resolve("20260103T000000Z_no_run"));

        TrialOverheads found = TrialOverheads.of(runs);

        assertThat(found.source())
                .isEqualTo("from %d measured trials"
                        .formatted(trials.stream()
                                .filter(trial -> trial.load() != null)
                                .count()));
        List<Double> expected = trials.reversed().stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .map(TrialOverheadsTest::overhead)
                .toList();
        assertThat(found.seconds().get(contestant))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1)
                .isEqualTo(expected);
        assertThat(expected).allSatisfy(seconds -> assertThat(seconds).isPositive());
    }

    private static double overhead(Trial trial) {
        double all =
                trial.phases().stream().mapToDouble(Trial.Phase::durationMs).sum() / 1e3;
        PointSpec point = trial.point();
        return all - point.connections() / point.connectPerSecond() - point.warmupSeconds() - point.measureSeconds();
    }

    private static void copy(RunDirectory from, Path to, String status) throws IOException {
        RunDirectory copy = RunDirectory.create(to);
        copy.writeRun(from.readRun().withStatus(status));
        for (Plan.Entry entry : from.readPlan().trials()) {
            copy.begin(entry).complete(from.readTrial(entry));
        }
    }
}

package threadvsloop.harness.plan;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;

class TrialPlannerTest {

    private static final List<String> CONTESTANTS = List.of("a", "b", "c");
    private static final List<Run.Scenario> SCENARIOS = List.of(scenario("waiting", 1_000, 2_000), scenario("idle", 0));
    private static final int BLOCKS = 20;

    private final Plan plan = TrialPlanner.plan(SCENARIOS, (_, _) -> CONTESTANTS, BLOCKS, 7);

    @Test
    void theSameSeedGivesTheSamePlanAndAnotherSeedAnother() {
        assertThat(TrialPlanner.plan(SCENARIOS, (_, _) -> CONTESTANTS, BLOCKS, 7))
                .isEqualTo(plan);
        assertThat(TrialPlanner.plan(SCENARIOS, (_, _) -> CONTESTANTS, BLOCKS, 8)
                        .trials())
                .isNotEqualTo(plan.trials());
    }

    @Test
    void everyBlockHoldsEveryContestantAtEveryPointOnce() {
        assertThat(plan.trials()).hasSize(BLOCKS * 3 * CONTESTANTS.size());
        assertThat(plan.trials().stream().map(e -> e.block() + e.scenario() + e.point() + e.contestant()))
                .doesNotHaveDuplicates();
    }

    @Test
    void contestantsOfABlockMeetTheSameArrivalsAndFollowOneAnother() {
        Map<String, List<Plan.Entry>> places =
                plan.trials().stream().collect(groupingBy(e -> e.block() + "/" + e.scenario() + "/" + e.point()));
        assertThat(places.values()).allSatisfy(entries -> {
            assertThat(entries.stream().map(Plan.Entry::loadSeed).distinct()).hasSize(1);
            assertThat(entries.getLast().order() - entries.getFirst().order()).isEqualTo(CONTESTANTS.size() - 1);
        });
        assertThat(places.values().stream().map(e -> e.getFirst().loadSeed())).doesNotHaveDuplicates();
    }

    /// With 60 places and 3 contestants, each comes first 20 times on average; 8 would be 3.5 standard deviations away.
    @Test
    void noContestantIsFavouredByItsPlace() {
        for (String contestant : CONTESTANTS) {
            long first = IntStream.range(0, plan.trials().size() / CONTESTANTS.size())
                    .filter(i -> plan.trials()
                            .get(i * CONTESTANTS.size())
                            .contestant()
                            .equals(contestant))
                    .count();
            assertThat(first).as(contestant).isBetween(8L, 32L);
        }
    }

    private static Run.Scenario scenario(String id, int... connections) {
        List<PointSpec> points = IntStream.of(connections)
                .mapToObj(n -> new PointSpec("c" + n, PointSpec.Mode.IDLE, n, 0, "", 2_000, 0, 1))
                .toList();
        return new Run.Scenario(id, id, "?", true, List.of(), points);
    }
}

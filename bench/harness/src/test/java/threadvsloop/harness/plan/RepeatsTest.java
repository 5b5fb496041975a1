package threadvsloop.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import threadvsloop.results.documents.Plan;

class RepeatsTest {

    private static final Plan PLAN = new Plan(
            Plan.SCHEMA_VERSION,
            7,
            List.of(
                    new Plan.Entry(0, 1, "plain", "c1", "a", 11),
                    new Plan.Entry(1, 1, "plain", "c1", "b", 11),
                    new Plan.Entry(2, 1, "plain", "c2", "a", 12),
                    new Plan.Entry(3, 2, "plain", "c1", "b", 21),
                    new Plan.Entry(4, 2, "plain", "c1", "a", 21),
                    new Plan.Entry(5, 2, "other", "c1", "a", 22)));

    @Test
    void nothingIsAddedWhereNothingIsInvalid() {
        assertThat(Repeats.addedTo(PLAN, _ -> false)).isSameAs(PLAN);
    }

    @Test
    void thePointIsRepeatedWithAllItsContestantsInABlockOfItsOwn() {
        List<Plan.Entry> added = added(PLAN, Set.of(1, 5));
        assertThat(added).extracting(Plan.Entry::order).containsExactly(6, 7, 8);
        assertThat(added.subList(0, 2)).allSatisfy(entry -> {
            assertThat(entry.block()).isEqualTo(3);
            assertThat(entry.scenario() + " " + entry.point()).isEqualTo("plain c1");
            assertThat(entry.repeats()).isEqualTo(1);
            assertThat(entry.loadSeed()).isEqualTo(added.getFirst().loadSeed()).isNotIn(11L, 12L, 21L, 22L);
        });
        assertThat(added.subList(0, 2)).extracting(Plan.Entry::contestant).containsExactlyInAnyOrder("a", "b");
        assertThat(added.getLast().block()).isEqualTo(4);
        assertThat(added.getLast().repeats()).isEqualTo(2);
        assertThat(added.getLast().scenario()).isEqualTo("other");
        assertThat(added.getLast().loadSeed()).isNotEqualTo(added.getFirst().loadSeed());
    }

    @Test
    void theSamePlanAndFindingGiveTheSameRepeats() {
        assertThat(added(PLAN, Set.of(0, 4))).isEqualTo(added(PLAN, Set.of(0, 4)));
        assertThat(added(new Plan(1, 8, PLAN.trials()), Set.of(0)).getFirst().loadSeed())
                .isNotEqualTo(added(PLAN, Set.of(0)).getFirst().loadSeed());
    }

    @Test
    void aRepeatIsRepeatedOnceAndNoMore() {
        Plan once = Repeats.addedTo(PLAN, entry -> entry.order() == 0);
        Plan twice = Repeats.addedTo(once, entry -> entry.order() == 0 || entry.block() == 3);
        assertThat(twice.trials().subList(8, 10)).allSatisfy(entry -> {
            assertThat(entry.block()).isEqualTo(4);
            assertThat(entry.repeats()).isEqualTo(1);
        });
        assertThat(Repeats.addedTo(twice, _ -> true).trials().stream()
                        .filter(entry -> entry.repeats() == 1 && entry.point().equals("c1")))
                .hasSize(4);
        assertThat(Repeats.addedTo(twice, entry -> entry.order() == 0)).isSameAs(twice);
    }

    @Test
    void oneRepeatThatIsWellIsEnough() {
        Plan once = Repeats.addedTo(PLAN, entry -> entry.order() == 0);
        assertThat(Repeats.addedTo(once, entry -> entry.order() == 0)).isSameAs(once);
    }

    private static List<Plan.Entry> added(Plan plan, Set<Integer> invalidOrders) {
        Plan after = Repeats.addedTo(plan, entry -> invalidOrders.contains(entry.order()));
        assertThat(after.trials().subList(0, plan.trials().size())).isEqualTo(plan.trials());
        return after.trials().stream().skip(plan.trials().size()).collect(Collectors.toList());
    }
}

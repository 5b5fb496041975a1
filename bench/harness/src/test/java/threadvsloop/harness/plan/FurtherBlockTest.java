package threadvsloop.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import threadvsloop.results.claims.Precision.Point;
import threadvsloop.results.documents.Plan;

class FurtherBlockTest {

    private static final Point PLAIN = new Point("plain", "c1");
    private static final Point OTHER = new Point("other", "c1");

    /// Block 3 makes up for an INVALID trial of block 1.
    private static final Plan PLAN = new Plan(
            Plan.SCHEMA_VERSION,
            7,
            List.of(
                    new Plan.Entry(0, 1, "plain", "c1", "a", 11),
                    new Plan.Entry(1, 1, "plain", "c1", "b", 11),
                    new Plan.Entry(2, 1, "other", "c1", "a", 12),
                    new Plan.Entry(3, 2, "plain", "c1", "b", 21),
                    new Plan.Entry(4, 2, "plain", "c1", "a", 21),
                    new Plan.Entry(5, 2, "other", "c1", "a", 22),
                    new Plan.Entry(6, 3, "plain", "c1", "b", 31, 1),
                    new Plan.Entry(7, 3, "plain", "c1", "a", 31, 1)));

    @Test
    void nothingIsAddedWhereNothingLacksOrAllBlocksAreUsed() {
        assertThat(FurtherBlock.addedTo(PLAN, Set.of(), 9)).isSameAs(PLAN);
        assertThat(FurtherBlock.addedTo(PLAN, Set.of(new Point("plain", "c2")), 9))
                .isSameAs(PLAN);
        assertThat(FurtherBlock.addedTo(PLAN, Set.of(PLAIN, OTHER), 2)).isSameAs(PLAN);
    }

    @Test
    void thePointsThatLackGetABlockWithAllTheirContestants() {
        Plan more = FurtherBlock.addedTo(PLAN, Set.of(PLAIN), 3);
        List<Plan.Entry> added = more.trials().subList(8, more.trials().size());

        assertThat(added).extracting(Plan.Entry::contestant).containsExactlyInAnyOrder("a", "b");
        assertThat(added).extracting(Plan.Entry::order).containsExactly(8, 9);
        assertThat(added).allSatisfy(entry -> {
            assertThat(entry.block()).isEqualTo(4);
            assertThat(entry.repeats()).isZero();
            assertThat(entry.scenario()).isEqualTo("plain");
            assertThat(entry.loadSeed()).isEqualTo(added.getFirst().loadSeed()).isNotIn(11L, 21L, 31L);
        });
        assertThat(FurtherBlock.addedTo(more, Set.of(PLAIN), 3)).isSameAs(more);
        assertThat(FurtherBlock.addedTo(PLAN, Set.of(PLAIN), 3)).isEqualTo(more);
    }

    @Test
    void pointsThatLackAtTheSameTimeShareABlock() {
        Plan more = FurtherBlock.addedTo(PLAN, Set.of(PLAIN, OTHER), 4);

        assertThat(more.trials()).hasSize(11);
        assertThat(more.trials().subList(8, 11)).extracting(Plan.Entry::block).containsOnly(4);
        assertThat(more.trials().subList(8, 11))
                .extracting(Plan.Entry::scenario)
                .containsExactlyInAnyOrder("plain", "plain", "other");
    }
}

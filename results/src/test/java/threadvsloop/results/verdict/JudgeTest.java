package threadvsloop.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.stats.Effect;
import threadvsloop.results.stats.Power;

class JudgeTest {
    private static final Judge LOWER = judge(new Hypothesis.Below(0.9));
    private static final double[] HALF = {0.48, 0.5, 0.52, 0.49, 0.51, 0.5};

    @Test
    void aWholeIntervalBelowTheThresholdSupports() {
        assertThat(LOWER.judge(pairs(HALF))).isInstanceOfSatisfying(Verdict.Supported.class, verdict -> {
            assertThat(verdict.effect().value()).isCloseTo(0.5, within(0.01));
            assertThat(verdict.effect().blocks()).isEqualTo(6);
        });
    }

    @Test
    void aWholeIntervalAboveTheThresholdRefutes() {
        assertThat(LOWER.judge(pairs(0.99, 1.01, 1, 0.98, 1.02, 1))).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void oneWildTrialDoesNotOverturnTheOthers() {
        assertThat(LOWER.judge(pairs(0.48, 0.5, 0.52, 0.49, 0.51, 1.5))).isInstanceOf(Verdict.Supported.class);
    }

    @Test
    void anIntervalAcrossTheThresholdSaysHowManyBlocksWouldDecide() {
        Verdict.Inconclusive verdict = inconclusive(LOWER.judge(pairs(0.7, 0.95, 0.85, 0.75, 1, 0.8)));

        assertThat(verdict.reason()).isEqualTo(new Reason.Across(0.9));
        Effect effect = Objects.requireNonNull(verdict.effect());
        int blocks = verdict.blocksToDecide().orElseThrow();
        double distance = effect.distanceFrom(0.9);
        assertThat(blocks).isGreaterThan(6);
        assertThat(Power.of(blocks, distance, effect.deviation().orElseThrow())).isGreaterThanOrEqualTo(Power.USUAL);
    }

    @Test
    void anEffectAtTheThresholdIsNotPursued() {
        Verdict.Inconclusive verdict = inconclusive(LOWER.judge(pairs(0.89, 0.91, 0.9, 0.895, 0.905, 0.9)));

        assertThat(verdict.reason()).isEqualTo(new Reason.AtThreshold(0.9));
        assertThat(verdict.reason().sentence()).contains("0.900");
    }

    @Test
    void tooFewBlocks() {
        Judge twelve = new Judge(new Hypothesis.Below(0.9), 12, EquivalenceZone.USUAL, Scale.RATIO);

        assertThat(inconclusive(twelve.judge(pairs(HALF))).blocksToDecide()).hasValue(12);
        assertThat(inconclusive(twelve.judge(pairs(HALF))).reason()).isEqualTo(new Reason.TooFewBlocks(6, 12));
        assertThat(inconclusive(LOWER.judge(pairs(0.5))).blocksToDecide()).hasValue(6);
        assertThat(LOWER.judge(List.of()))
                .isEqualTo(new Verdict.Inconclusive(null, new Reason.TooFewBlocks(0, 6), OptionalInt.of(6)));
    }

    @Test
    void aBlockWithAnInvalidTrialIsLeftOutAndTooFewOthersForbidAVerdict() {
        BlockPair invalid = BlockPair.of(9, 100, 400, Status.INVALID);
        assertThat(LOWER.judge(with(pairs(HALF), invalid)))
                .isInstanceOfSatisfying(
                        Verdict.Supported.class,
                        verdict -> assertThat(verdict.effect().blocks()).isEqualTo(6));

        Verdict.Inconclusive verdict = inconclusive(LOWER.judge(with(pairs(0.5, 0.5, 0.5, 0.5, 0.5), invalid)));

        assertThat(verdict.reason()).isEqualTo(new Reason.NotAdmitted(Status.INVALID, List.of(9)));
        assertThat(verdict.reason().sentence()).contains("[9]", "INVALID");
        assertThat(Objects.requireNonNull(verdict.effect()).blocks()).isEqualTo(5);
    }

    /// A slope may be 0 or below; it is held against its bound as it is.
    @Test
    void aNumberItselfIsJudged() {
        Judge flat = new Judge(new Hypothesis.Above(10), Judge.FEWEST_BLOCKS, EquivalenceZone.USUAL, Scale.LEVEL);

        assertThat(flat.judge(levels(-1, 0, 1, 0.5, -0.5, 0))).isInstanceOf(Verdict.Refuted.class);
        assertThat(flat.judge(levels(20, 21, 19, 20, 22, 20))).isInstanceOf(Verdict.Supported.class);
        assertThat(inconclusive(flat.judge(levels(0, 20, 10, 9, 12, 8))).reason())
                .isInstanceOf(Reason.class);
    }

    @Test
    void aSuspectTrialTakesPart() {
        List<BlockPair> pairs = with(pairs(HALF), BlockPair.of(9, 100, 50, Status.SUSPECT));

        assertThat(LOWER.judge(pairs))
                .isInstanceOfSatisfying(
                        Verdict.Supported.class,
                        verdict -> assertThat(verdict.effect().blocks()).isEqualTo(7));
    }

    /// All seven support; the six VALID ones alone reach across 0.9, as two of them are far off.
    @Test
    void suspectTrialsMayNotDecide() {
        List<BlockPair> pairs = pairs(0.7, 0.72, 0.7, 0.89, 0.7, 0.88);
        List<BlockPair> all = with(pairs, BlockPair.of(9, 100, 71, Status.SUSPECT));

        assertThat(inconclusive(LOWER.judge(pairs)).reason()).isInstanceOf(Reason.Across.class);
        assertThat(inconclusive(LOWER.judge(all)).reason()).isEqualTo(new Reason.NeedsSuspectTrials(List.of(9)));
    }

    @Test
    void aMissingNumberForbidsAVerdict() {
        List<BlockPair> missing =
                with(pairs(HALF), new BlockPair(7, OptionalDouble.of(1), OptionalDouble.empty(), Status.VALID));
        List<BlockPair> zero = with(pairs(HALF), BlockPair.of(8, 0, 1, Status.VALID));

        assertThat(inconclusive(LOWER.judge(missing)).reason()).isEqualTo(new Reason.NoNumber(List.of(7)));
        assertThat(inconclusive(LOWER.judge(zero)).reason()).isEqualTo(new Reason.NoNumber(List.of(8)));
    }

    @Test
    void equivalenceIsHeldAgainstTheNearerEnd() {
        Judge same = judge(new Hypothesis.Within(EquivalenceZone.USUAL));

        assertThat(same.judge(pairs(0.99, 1.01, 1, 0.98, 1.02, 1))).isInstanceOf(Verdict.Supported.class);
        assertThat(same.judge(pairs(HALF))).isInstanceOf(Verdict.Refuted.class);
        assertThat(inconclusive(same.judge(pairs(1.0, 1.3, 1.1, 1.2, 1.05, 1.25)))
                        .reason())
                .isEqualTo(new Reason.Across(1.1));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Judge(new Hypothesis.Below(0.9), 5, EquivalenceZone.USUAL, Scale.RATIO))
                .hasMessageContaining("5 blocks");
        assertThatThrownBy(() -> judge(new Hypothesis.Above(0))).hasMessageContaining("above 0");
        assertThatThrownBy(() -> LOWER.judge(with(pairs(HALF), BlockPair.of(1, 1, 1, Status.VALID))))
                .hasMessageContaining("each may occur once");
    }

    /// 2,000 claims whose truth is exactly the threshold: whatever is decided is wrong, and that is
    /// rare.
    @Test
    void aTruthAtTheThresholdIsRarelyDecided() {
        Random random = new Random(61);

        assertThat(share(random, 10, 0.9, Verdict.Supported.class)).isBetween(0.01, 0.04);
        assertThat(share(random, 10, 0.9, Verdict.Refuted.class)).isBetween(0.01, 0.04);
    }

    @Test
    void aTruthBeyondTheThresholdIsSupportedWithThePowerStated() {
        Random random = new Random(62);

        assertThat(share(random, 10, 0.8, Verdict.Supported.class))
                .isCloseTo(Power.of(10, Math.log(0.9 / 0.8), 0.1), within(0.03));
    }

    private static double share(Random random, int blocks, double truth, Class<? extends Verdict> expected) {
        int claims = 2000;
        long hits = IntStream.range(0, claims)
                .mapToObj(i -> pairs(IntStream.range(0, blocks)
                        .mapToDouble(block -> truth * Math.exp(0.1 * random.nextGaussian()))
                        .toArray()))
                .map(LOWER::judge)
                .filter(expected::isInstance)
                .count();
        return (double) hits / claims;
    }

    private static Judge judge(Hypothesis hypothesis) {
        return new Judge(hypothesis, Judge.FEWEST_BLOCKS, EquivalenceZone.USUAL, Scale.RATIO);
    }

    private static Verdict.Inconclusive inconclusive(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        return (Verdict.Inconclusive) verdict;
    }

    /// Blocks 1, 2, …, all VALID, with a baseline of 100.
    private static List<BlockPair> pairs(double... ratios) {
        return IntStream.range(0, ratios.length)
                .mapToObj(i -> BlockPair.of(i + 1, 100, 100 * ratios[i], Status.VALID))
                .toList();
    }

    private static List<BlockPair> levels(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new BlockPair(i + 1, OptionalDouble.empty(), OptionalDouble.of(values[i]), Status.VALID))
                .toList();
    }

    private static List<BlockPair> with(List<BlockPair> pairs, BlockPair another) {
        return Stream.concat(pairs.stream(), Stream.of(another)).toList();
    }
}

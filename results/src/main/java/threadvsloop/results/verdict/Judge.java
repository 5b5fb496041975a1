package threadvsloop.results.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.stats.Effect;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.stats.Power;
import threadvsloop.results.verdict.Hypothesis.Stance;

/// Decides one claim about a ratio or a number. Supported or refuted only if enough blocks have nothing but admitted
/// trials, and the whole interval lies on one side of the threshold; everything else is inconclusive and says why.
///
/// Blocks with an INVALID trial are left out: as a rule they have been run again, and the repetition is a block of its
/// own. What makes a trial INVALID is the generator's and the machine's, so that leaving it out favours nobody.
/// SUSPECT trials take part, and the verdict must be the same without their blocks.
///
/// @param hypothesis about other ÷ baseline, or about other
/// @param minimumBlocks at least [#FEWEST_BLOCKS]
/// @param zone what is too near to matter, around the threshold too
public record Judge(Hypothesis hypothesis, int minimumBlocks, EquivalenceZone zone, Scale scale) {
    /// No verdict rests on fewer.
    public static final int FEWEST_BLOCKS = PairedRatio.FEWEST_TRIMMED;

    /// The blocks without SUSPECT trials must say the same alone, by an interval of their own, which
    /// fewer cannot give.
    private static final int FEWEST_VALID = FEWEST_BLOCKS / 2;

    public Judge {
        if (minimumBlocks < FEWEST_BLOCKS) {
            throw new IllegalArgumentException(
                    minimumBlocks + " blocks: a claim must ask for at least " + FEWEST_BLOCKS);
        }
        if (scale == Scale.RATIO && hypothesis.thresholds().anyMatch(threshold -> threshold <= 0)) {
            throw new IllegalArgumentException(hypothesis + ": the threshold of a ratio must be above 0");
        }
    }

    /// @param pairs all blocks of the run, each once
    public Verdict judge(List<BlockPair> pairs) {
        requireDistinct(pairs);
        List<BlockPair> admitted = with(pairs, pair -> pair.status() != Status.INVALID);
        Optional<Effect> effect = effect(admitted);
        return hindrance(pairs, admitted)
                .<Verdict>map(
                        reason -> new Verdict.Inconclusive(effect.orElse(null), reason, blocksDespite(reason, effect)))
                .orElseGet(() -> decide(effect.orElseThrow(), admitted));
    }

    /// What forbids a verdict, whatever the effect.
    private Optional<Reason> hindrance(List<BlockPair> pairs, List<BlockPair> admitted) {
        List<Integer> numberless = blocks(admitted, pair -> !scale.hasNumber(pair));
        if (!numberless.isEmpty()) {
            return Optional.of(new Reason.NoNumber(numberless));
        }
        if (admitted.size() >= minimumBlocks) {
            return Optional.empty();
        }
        List<Integer> invalid = blocks(pairs, pair -> pair.status() == Status.INVALID);
        return Optional.of(
                invalid.isEmpty()
                        ? new Reason.TooFewBlocks(pairs.size(), minimumBlocks)
                        : new Reason.NotAdmitted(Status.INVALID, invalid));
    }

    private Verdict decide(Effect effect, List<BlockPair> admitted) {
        Stance stance = stance(effect);
        if (stance == Stance.ACROSS) {
            return new Verdict.Inconclusive(effect, across(effect), blocksToDecide(effect));
        }
        List<Integer> suspect = blocks(admitted, pair -> pair.status() == Status.SUSPECT);
        if (!suspect.isEmpty() && stanceOfValid(admitted) != stance) {
            return new Verdict.Inconclusive(effect, new Reason.NeedsSuspectTrials(suspect), OptionalInt.empty());
        }
        return stance == Stance.FOR ? new Verdict.Supported(effect) : new Verdict.Refuted(effect);
    }

    private Stance stance(Effect effect) {
        Interval interval = effect.interval();
        return interval == null ? Stance.ACROSS : hypothesis.of(interval);
    }

    private Stance stanceOfValid(List<BlockPair> admitted) {
        return effect(with(admitted, pair -> pair.status() == Status.VALID))
                .filter(effect -> effect.blocks() >= FEWEST_VALID)
                .map(this::stance)
                .orElse(Stance.ACROSS);
    }

    private Reason across(Effect effect) {
        double threshold = nearestThreshold(effect);
        Interval interval = effect.interval();
        boolean near = interval != null
                && threshold > 0
                && zone.place(new Interval(interval.low() / threshold, interval.high() / threshold))
                        == EquivalenceZone.Place.INSIDE;
        return near ? new Reason.AtThreshold(threshold) : new Reason.Across(threshold);
    }

    private OptionalInt blocksDespite(Reason reason, Optional<Effect> effect) {
        if (!(reason instanceof Reason.TooFewBlocks)) {
            return OptionalInt.empty();
        }
        return effect.filter(known -> known.interval() != null)
                .map(this::blocksToDecide)
                .orElseGet(() -> OptionalInt.of(minimumBlocks));
    }

    private OptionalInt blocksToDecide(Effect effect) {
        double distance = effect.distanceFrom(nearestThreshold(effect));
        OptionalInt blocks = Power.blocks(distance, effect.deviation().orElse(0), Power.USUAL);
        return blocks.isEmpty() ? blocks : OptionalInt.of(Math.max(minimumBlocks, blocks.getAsInt()));
    }

    private double nearestThreshold(Effect effect) {
        return hypothesis
                .thresholds()
                .boxed()
                .min(Comparator.comparingDouble(threshold -> Math.abs(effect.distanceFrom(threshold))))
                .orElseThrow();
    }

    private Optional<Effect> effect(List<BlockPair> pairs) {
        return scale.effect(with(pairs, scale::hasNumber));
    }

    private static List<BlockPair> with(List<BlockPair> pairs, Predicate<BlockPair> which) {
        return pairs.stream().filter(which).toList();
    }

    private static List<Integer> blocks(List<BlockPair> pairs, Predicate<BlockPair> which) {
        return pairs.stream().filter(which).map(BlockPair::block).toList();
    }

    private static void requireDistinct(List<BlockPair> pairs) {
        List<Integer> blocks = pairs.stream().map(BlockPair::block).toList();
        if (blocks.stream().distinct().count() != blocks.size()) {
            throw new IllegalArgumentException("blocks " + blocks + ": each may occur once");
        }
    }
}

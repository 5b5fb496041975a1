package threadvsloop.results.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import threadvsloop.results.run.Validity.Status;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.stats.Power;
import threadvsloop.results.verdict.Hypothesis.Stance;

/// Decides one claim about a ratio. Supported or refuted only if all trials are admitted, there are
/// blocks enough, and the whole interval lies on one side of the threshold; everything else is
/// inconclusive and says why.
///
/// @param hypothesis about other ÷ baseline
/// @param minimumBlocks at least [#FEWEST_BLOCKS]
/// @param zone what is too near to matter, around the threshold too
public record Judge(Hypothesis hypothesis, int minimumBlocks, EquivalenceZone zone, SuspectTrials suspects) {
    /// No verdict rests on fewer.
    public static final int FEWEST_BLOCKS = PairedRatio.FEWEST_TRIMMED;

    public Judge {
        if (minimumBlocks < FEWEST_BLOCKS) {
            throw new IllegalArgumentException(
                    minimumBlocks + " blocks: a claim must ask for at least " + FEWEST_BLOCKS);
        }
        if (hypothesis.thresholds().anyMatch(threshold -> threshold <= 0)) {
            throw new IllegalArgumentException(hypothesis + ": the threshold of a ratio must be above 0");
        }
    }

    /// @param pairs all blocks of the run, each once
    public Verdict judge(List<BlockPair> pairs) {
        requireDistinct(pairs);
        Optional<PairedRatio> effect = effect(pairs, pair -> pair.status() != Status.INVALID);
        return hindrance(pairs)
                .<Verdict>map(
                        reason -> new Verdict.Inconclusive(effect.orElse(null), reason, blocksDespite(reason, effect)))
                .orElseGet(() -> decide(effect.orElseThrow(), pairs));
    }

    /// What forbids a verdict, whatever the effect.
    private Optional<Reason> hindrance(List<BlockPair> pairs) {
        List<Integer> invalid = blocks(pairs, pair -> pair.status() == Status.INVALID);
        if (!invalid.isEmpty()) {
            return Optional.of(new Reason.NotAdmitted(Status.INVALID, invalid));
        }
        List<Integer> suspect = blocks(pairs, pair -> pair.status() == Status.SUSPECT);
        if (!suspect.isEmpty() && suspects == SuspectTrials.REJECT) {
            return Optional.of(new Reason.NotAdmitted(Status.SUSPECT, suspect));
        }
        List<Integer> numberless = blocks(pairs, pair -> !pair.hasRatio());
        if (!numberless.isEmpty()) {
            return Optional.of(new Reason.NoNumber(numberless));
        }
        return pairs.size() < minimumBlocks
                ? Optional.of(new Reason.TooFewBlocks(pairs.size(), minimumBlocks))
                : Optional.empty();
    }

    private Verdict decide(PairedRatio effect, List<BlockPair> pairs) {
        Stance stance = stance(effect);
        List<Integer> suspect = blocks(pairs, pair -> pair.status() == Status.SUSPECT);
        if (stance == Stance.ACROSS) {
            return new Verdict.Inconclusive(effect, across(effect), blocksToDecide(effect));
        }
        if (!suspect.isEmpty() && !stance.equals(stanceOfValid(pairs))) {
            return new Verdict.Inconclusive(effect, new Reason.NeedsSuspectTrials(suspect), OptionalInt.empty());
        }
        return stance == Stance.FOR ? new Verdict.Supported(effect) : new Verdict.Refuted(effect);
    }

    private Stance stance(PairedRatio effect) {
        Interval interval = effect.interval();
        return interval == null || effect.blocks() < FEWEST_BLOCKS ? Stance.ACROSS : hypothesis.of(interval);
    }

    private Stance stanceOfValid(List<BlockPair> pairs) {
        return effect(pairs, pair -> pair.status() == Status.VALID)
                .map(this::stance)
                .orElse(Stance.ACROSS);
    }

    private Reason across(PairedRatio effect) {
        double threshold = nearestThreshold(effect);
        Interval interval = effect.interval();
        boolean near = interval != null
                && zone.place(new Interval(interval.low() / threshold, interval.high() / threshold))
                        == EquivalenceZone.Place.INSIDE;
        return near ? new Reason.AtThreshold(threshold) : new Reason.Across(threshold);
    }

    private OptionalInt blocksDespite(Reason reason, Optional<PairedRatio> effect) {
        if (!(reason instanceof Reason.TooFewBlocks)) {
            return OptionalInt.empty();
        }
        return effect.filter(known -> known.interval() != null)
                .map(this::blocksToDecide)
                .orElseGet(() -> OptionalInt.of(minimumBlocks));
    }

    private OptionalInt blocksToDecide(PairedRatio effect) {
        double distance = Math.log(effect.ratio() / nearestThreshold(effect));
        OptionalInt blocks = Power.blocks(distance, effect.logDeviation().orElse(0), Power.USUAL);
        return blocks.isEmpty() ? blocks : OptionalInt.of(Math.max(minimumBlocks, blocks.getAsInt()));
    }

    private double nearestThreshold(PairedRatio effect) {
        return hypothesis
                .thresholds()
                .boxed()
                .min(Comparator.comparingDouble(threshold -> Math.abs(Math.log(effect.ratio() / threshold))))
                .orElseThrow();
    }

    private static Optional<PairedRatio> effect(List<BlockPair> pairs, Predicate<BlockPair> admitted) {
        Map<Integer, Double> baseline = new TreeMap<>();
        Map<Integer, Double> other = new TreeMap<>();
        pairs.stream().filter(admitted.and(BlockPair::hasRatio)).forEach(pair -> {
            baseline.put(pair.block(), pair.baseline().orElseThrow());
            other.put(pair.block(), pair.other().orElseThrow());
        });
        return PairedRatio.of(baseline, other);
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

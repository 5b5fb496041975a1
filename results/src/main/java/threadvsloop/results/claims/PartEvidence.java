package threadvsloop.results.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.ClaimSpec.Place;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.stats.Effect;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.verdict.BlockPair;
import threadvsloop.results.verdict.EquivalenceZone;
import threadvsloop.results.verdict.Hypothesis;
import threadvsloop.results.verdict.Judge;
import threadvsloop.results.verdict.Reason;
import threadvsloop.results.verdict.Scale;
import threadvsloop.results.verdict.Verdict;

/// One part of a claim held against the blocks of a run.
final class PartEvidence {

    private final ClaimSpec.Part part;
    private final Blocks blocks;
    private final Quantity quantity;
    private final boolean tail;
    private final List<Place> places;
    private final List<BlockPair> pairs;

    PartEvidence(ClaimSpec.Part part, Blocks blocks) {
        this.part = part;
        this.blocks = blocks;
        this.quantity = Quantity.of(part);
        this.tail = Metric.ofId(part.metric()).tail();
        this.places = Stream.of(part.of(), part.to())
                .flatMap(ClaimSpec.Side::places)
                .distinct()
                .toList();
        this.pairs = pairs(quantity);
    }

    ClaimsDocument.Part document() {
        Hypothesis hypothesis = HypothesisText.parse(part.is());
        Judge judge =
                new Judge(hypothesis, part.blocks(), EquivalenceZone.USUAL, part.ofTwo() ? Scale.RATIO : Scale.LEVEL);
        Verdict verdict = warm(judge, judge.judge(pairs));
        Effect effect = verdict.effect();
        return new ClaimsDocument.Part(
                part.id(),
                part.says(),
                part.decides(),
                ruling(verdict),
                quantity.words(),
                part.is(),
                shown(effect),
                hypothesis.thresholds().boxed().toList(),
                effect == null ? 0 : effect.blocks(),
                blocksToDecide(verdict),
                reason(verdict),
                values(),
                leftOut(),
                trials());
    }

    /// A server that compiles its code while it is measured is dearer than it will be. What is said of its
    /// CPU must hold without that, too.
    private Verdict warm(Judge judge, Verdict verdict) {
        if (verdict instanceof Verdict.Inconclusive) {
            return verdict;
        }
        return quantity.warm()
                .map(warm -> judge.judge(pairs(warm)))
                .filter(warm -> ruling(warm) != ruling(verdict))
                .<Verdict>map(warm -> new Verdict.Inconclusive(
                        verdict.effect(), new Reason.NotWarm(warm.effect()), OptionalInt.empty()))
                .orElse(verdict);
    }

    private List<BlockPair> pairs(Quantity measured) {
        return blocks.of(places).stream().map(block -> pair(measured, block)).toList();
    }

    private BlockPair pair(Quantity measured, int block) {
        return new BlockPair(
                block,
                part.ofTwo() ? measured.of(blocks, part.to(), block) : OptionalDouble.empty(),
                measured.of(blocks, part.of(), block),
                places.stream()
                        .flatMap(place -> blocks.trial(place, block).stream())
                        .map(trial -> trial.validity().statusFor(tail))
                        .max(Status::compareTo)
                        .orElse(Status.INVALID));
    }

    private static Ruling ruling(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Supported supported -> Ruling.SUPPORTED;
            case Verdict.Refuted refuted -> Ruling.REFUTED;
            case Verdict.Inconclusive inconclusive -> Ruling.INCONCLUSIVE;
        };
    }

    /// An effect without an interval is no evidence, and is not shown as if it were.
    private ClaimsDocument.@Nullable Effect shown(@Nullable Effect effect) {
        Interval interval = effect == null ? null : effect.interval();
        return interval == null || effect == null
                ? null
                : new ClaimsDocument.Effect(
                        effect.value(),
                        interval.low(),
                        interval.high(),
                        part.ofTwo() ? ClaimsDocument.Effect.RATIO : quantity.unit());
    }

    private static @Nullable Integer blocksToDecide(Verdict verdict) {
        OptionalInt blocks = verdict instanceof Verdict.Inconclusive open ? open.blocksToDecide() : OptionalInt.empty();
        return blocks.isPresent() ? blocks.getAsInt() : null;
    }

    private static String reason(Verdict verdict) {
        return verdict instanceof Verdict.Inconclusive open ? open.reason().sentence() : "";
    }

    private List<ClaimsDocument.BlockValue> values() {
        List<ClaimsDocument.BlockValue> values = new ArrayList<>();
        for (BlockPair pair : pairs) {
            Double to = pair.baseline().isPresent() ? pair.baseline().getAsDouble() : null;
            if (pair.status() != Status.INVALID && pair.other().isPresent() && (to != null || !part.ofTwo())) {
                values.add(
                        new ClaimsDocument.BlockValue(pair.block(), pair.other().getAsDouble(), to));
            }
        }
        return values;
    }

    private List<ClaimsDocument.LeftOut> leftOut() {
        return blocks.invalid(places).stream()
                .map(trial -> new ClaimsDocument.LeftOut(
                        trial.path(), String.join("; ", trial.validity().reasons())))
                .toList();
    }

    private List<String> trials() {
        return pairs.stream()
                .map(BlockPair::block)
                .flatMap(block -> places.stream().flatMap(place -> blocks.trial(place, block).stream()))
                .filter(trial -> trial.validity().status() != Status.INVALID)
                .map(Trial::path)
                .distinct()
                .toList();
    }
}

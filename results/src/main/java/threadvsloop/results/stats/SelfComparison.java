package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A/A: what this machine says of a server measured against itself, for one metric. Pairs are cut, in
/// their order, into comparisons of as many blocks as a claim has; a comparison whose interval leaves
/// out 1 is a false positive, and about 1 in 20 must be.
///
/// @param blocks of one comparison
/// @param falsePositives of all comparisons; pairs that do not fill one are left out here
/// @param falsePositiveRate 0 to 1, of thousands of comparisons whose pairs are drawn from all, with
///     either of a pair as the first: it is known more exactly than from a handful of comparisons, and
///     knows nothing of an advantage of one name, which `ratio` shows
/// @param ratio second ÷ first of all pairs; an interval without 1 says that the order within a pair
///     matters
/// @param smallestRatio above 1: what a comparison of so many blocks finds four times in five, from the
///     noise of all pairs
public record SelfComparison(
        int blocks, Proportion falsePositives, double falsePositiveRate, PairedRatio ratio, double smallestRatio) {

    /// @param first value by pair, all above 0
    /// @param second value by the same pairs, all above 0
    /// @param blocks of one comparison, at least 2
    /// @return empty if the pairs do not fill one comparison, or a value is not above 0
    public static Optional<SelfComparison> of(Map<Integer, Double> first, Map<Integer, Double> second, int blocks) {
        if (blocks < 2) {
            throw new IllegalArgumentException(blocks + " blocks: a comparison needs at least 2");
        }
        return PairedRatio.logRatios(first, second)
                .filter(logs -> logs.length >= blocks)
                .map(logs -> ofLogRatios(logs, blocks));
    }

    private static SelfComparison ofLogRatios(double[] logs, int blocks) {
        MeasuredPower power = MeasuredPower.of(logs, blocks);
        return new SelfComparison(
                blocks,
                falsePositives(logs, blocks),
                power.falsePositiveRate(),
                PairedRatio.ofLogRatios(logs),
                power.smallestRatio(Power.USUAL));
    }

    private static Proportion falsePositives(double[] logs, int blocks) {
        int comparisons = logs.length / blocks;
        long wrong = IntStream.range(0, comparisons)
                .mapToObj(i -> Arrays.copyOfRange(logs, i * blocks, (i + 1) * blocks))
                .map(PairedRatio::ofLogRatios)
                .flatMap(ratio -> Optional.ofNullable(ratio.interval()).stream())
                .filter(interval -> !interval.contains(1))
                .count();
        return new Proportion((int) wrong, comparisons);
    }
}

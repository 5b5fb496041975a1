package threadvsloop.results.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import threadvsloop.results.run.Trial;
import threadvsloop.results.run.Validity.Status;
import threadvsloop.results.stats.Metric;

/// One block's trials of two contestants at one point, by one metric.
///
/// @param baseline the baseline's value; empty if its trial has no such number
/// @param other the other contestant's value
/// @param status the worse of the two trials'
public record BlockPair(int block, OptionalDouble baseline, OptionalDouble other, Status status) {

    /// A pair of numbers.
    public static BlockPair of(int block, double baseline, double other, Status status) {
        return new BlockPair(block, OptionalDouble.of(baseline), OptionalDouble.of(other), status);
    }

    /// The blocks in which both contestants have a trial, in order.
    ///
    /// @param trials of one point of one scenario, whatever their status and contestant
    public static List<BlockPair> of(List<Trial> trials, String baseline, String other, Metric metric) {
        Map<Integer, Trial> others = byBlock(trials, other);
        return byBlock(trials, baseline).values().stream()
                .flatMap(trial ->
                        Optional.ofNullable(others.get(trial.block()))
                                .map(paired -> of(trial, paired, metric))
                                .stream())
                .toList();
    }

    private static BlockPair of(Trial baseline, Trial other, Metric metric) {
        Status first = baseline.validity().status();
        Status second = other.validity().status();
        return new BlockPair(
                baseline.block(), metric.of(baseline), metric.of(other), first.compareTo(second) > 0 ? first : second);
    }

    private static Map<Integer, Trial> byBlock(List<Trial> trials, String contestant) {
        Map<Integer, Trial> byBlock = new TreeMap<>();
        trials.stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .forEach(trial -> byBlock.put(trial.block(), trial));
        return byBlock;
    }
}

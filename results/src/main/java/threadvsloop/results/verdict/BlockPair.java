package threadvsloop.results.verdict;

import java.util.OptionalDouble;
import threadvsloop.results.documents.Validity.Status;

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
}

package threadvsloop.results.verdict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.PairedRatio;

/// A ratio to the baseline as tables and charts may show it: only one that lies beyond the zone in which a difference
/// is
/// of no interest is emphasised, and only if it does so without the CPU of the JVM's compilers as well. Claims ask for
/// the same.
///
/// @param warm the ratio without what a server needs only until it is warm; null where that cannot be told
public record ShownRatio(PairedRatio ratio, @Nullable PairedRatio warm) {

    private enum Direction {
        LOWER,
        NONE,
        HIGHER
    }

    /// Empty for the baseline itself and wherever no block has both.
    public static Optional<ShownRatio> of(PointComparison at, String contestant, Metric metric) {
        PairedRatio warm =
                metric.warm().flatMap(other -> at.ratio(contestant, other)).orElse(null);
        return at.ratio(contestant, metric).map(ratio -> new ShownRatio(ratio, warm));
    }

    /// Whether the whole interval lies beyond the zone, and not by the compilers' doing.
    public boolean emphasised() {
        return direction(ratio) != Direction.NONE && decidedByCompilers().isEmpty();
    }

    /// The ratio without the compilers' CPU, where it says another thing: lower, higher, or neither.
    public Optional<PairedRatio> decidedByCompilers() {
        return Optional.ofNullable(warm).filter(other -> direction(other) != direction(ratio));
    }

    private static Direction direction(PairedRatio ratio) {
        Interval interval = ratio.interval();
        if (interval == null) {
            return Direction.NONE;
        }
        return switch (EquivalenceZone.USUAL.place(interval)) {
            case LOWER -> Direction.LOWER;
            case HIGHER -> Direction.HIGHER;
            case INSIDE, ACROSS -> Direction.NONE;
        };
    }
}

package threadvsloop.results.verdict;

import java.util.stream.DoubleStream;
import threadvsloop.results.stats.Interval;

/// What a claim says of one number, in that number's unit; of a ratio, as a rule: `other ÷ baseline`.
/// It is stated before the number is measured.
public sealed interface Hypothesis {

    /// What an interval says of a hypothesis: it lies wholly where the hypothesis has it, wholly
    /// elsewhere, or across.
    enum Stance {
        FOR,
        AGAINST,
        ACROSS
    }

    Stance of(Interval interval);

    /// The values that part true from false.
    DoubleStream thresholds();

    record Below(double threshold) implements Hypothesis {
        public Below {
            requireFinite(threshold);
        }

        @Override
        public Stance of(Interval interval) {
            return stance(interval.high() < threshold, interval.low() > threshold);
        }

        @Override
        public DoubleStream thresholds() {
            return DoubleStream.of(threshold);
        }
    }

    record Above(double threshold) implements Hypothesis {
        public Above {
            requireFinite(threshold);
        }

        @Override
        public Stance of(Interval interval) {
            return stance(interval.low() > threshold, interval.high() < threshold);
        }

        @Override
        public DoubleStream thresholds() {
            return DoubleStream.of(threshold);
        }
    }

    /// Equivalence: the true ratio is within the zone in which a difference is of no interest.
    record Within(EquivalenceZone zone) implements Hypothesis {
        @Override
        public Stance of(Interval interval) {
            return switch (zone.place(interval)) {
                case INSIDE -> Stance.FOR;
                case LOWER, HIGHER -> Stance.AGAINST;
                case ACROSS -> Stance.ACROSS;
            };
        }

        @Override
        public DoubleStream thresholds() {
            return DoubleStream.of(zone.low(), zone.high());
        }
    }

    private static Stance stance(boolean holds, boolean fails) {
        return holds ? Stance.FOR : fails ? Stance.AGAINST : Stance.ACROSS;
    }

    private static void requireFinite(double threshold) {
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("threshold " + threshold + ": must be a finite number");
        }
    }
}

package threadvsloop.model.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How the rate of arrivals changes over the measurement: linearly from knot to knot, at once where two knots
/// stand at the same moment, and not any more after the last. Before the first, in the warm-up, the rate is that
/// of the first.
///
/// @param knots at least one, the first at 0 or, in the warm-up, before it, in order of time, at most 1,000; rates are
///     0 to 10,000,000 per second, and not all 0
public record RateProfile(List<Knot> knots) {
    private static final double MOST_PER_SECOND = 10_000_000;
    private static final int MOST_KNOTS = 1_000;

    /// @param at from the start of the measurement; negative in the warm-up
    public record Knot(Duration at, double perSecond) {
        public Knot {
            if (!(perSecond >= 0 && perSecond <= MOST_PER_SECOND)) {
                throw new IllegalArgumentException(
                        "requests per second must be 0 or more and at most 10,000,000, not " + perSecond);
            }
        }
    }

    public RateProfile {
        knots = List.copyOf(knots);
        if (knots.isEmpty() || knots.size() > MOST_KNOTS) {
            throw new IllegalArgumentException("a rate profile must have 1 to 1,000 knots, not " + knots.size());
        }
        if (knots.getFirst().at().isPositive()) {
            throw new IllegalArgumentException("the first knot must stand at 0 s or before, not at "
                    + knots.getFirst().at());
        }
        for (int i = 1; i < knots.size(); i++) {
            if (knots.get(i).at().compareTo(knots.get(i - 1).at()) < 0) {
                throw new IllegalArgumentException("knots must stand in order of time, not at "
                        + knots.get(i).at() + " after " + knots.get(i - 1).at());
            }
        }
        if (knots.stream().allMatch(knot -> knot.perSecond() == 0)) {
            throw new IllegalArgumentException("requests per second must be above 0 at some time, not always 0");
        }
    }

    /// @param perSecond above 0 and at most 10,000,000
    public static RateProfile constant(double perSecond) {
        if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "requests per second must be above 0 and at most 10,000,000, not " + perSecond);
        }
        return new RateProfile(List.of(new Knot(Duration.ZERO, perSecond)));
    }

    /// Linear from one rate to another.
    public static RateProfile ramp(double from, double to, Duration over) {
        return new RateProfile(List.of(new Knot(Duration.ZERO, from), new Knot(over, to)));
    }

    /// One rate after another, each for as long.
    public static RateProfile steps(List<Double> rates, Duration each) {
        List<Knot> knots = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            if (i > 0) {
                knots.add(new Knot(each.multipliedBy(i), rates.get(i - 1)));
            }
            knots.add(new Knot(each.multipliedBy(i), rates.get(i)));
        }
        return new RateProfile(knots);
    }

    /// One rate in some of the turns, and none in those of others. Turns are as long as one another; the first begins
    /// with the warm-up.
    ///
    /// @param index of the own turn in a round, from 0
    /// @param of turns of a round, above the index
    /// @param over warm-up and measurement together
    public static RateProfile turns(
            double perSecond, int index, int of, Duration turn, Duration warmup, Duration over) {
        List<Knot> knots = new ArrayList<>();
        Duration round = turn.multipliedBy(of);
        for (Duration from = turn.multipliedBy(index); from.compareTo(over) < 0; from = from.plus(round)) {
            Duration begins = from.minus(warmup);
            Duration ends = begins.plus(turn);
            knots.addAll(List.of(
                    new Knot(begins, 0), new Knot(begins, perSecond), new Knot(ends, perSecond), new Knot(ends, 0)));
        }
        return new RateProfile(knots);
    }

    public boolean isConstant() {
        return knots.stream()
                .allMatch(knot -> knot.perSecond() == knots.getFirst().perSecond());
    }

    /// The mean rate over so much time from the start of the measurement.
    ///
    /// @param over above 0
    public double meanPerSecond(Duration over) {
        Duration before = knots.getFirst().at().negated();
        CumulativeRate rate = CumulativeRate.of(this, before);
        double arrivals = rate.at(before.plus(over).toNanos()) - rate.at(before.toNanos());
        return arrivals / (over.toNanos() / 1e9);
    }

    /// Whether it only changes at once.
    private boolean isSteps() {
        for (int i = 1; i < knots.size(); i++) {
            Knot last = knots.get(i - 1);
            Knot knot = knots.get(i);
            if (last.perSecond() != knot.perSecond() && !last.at().equals(knot.at())) {
                return false;
            }
        }
        return true;
    }

    /// What is added to the name of arrivals that follow it: nothing, `-steps` or `-ramp`.
    String suffix() {
        return isConstant() ? "" : isSteps() ? "-steps" : "-ramp";
    }

    /// The sum of two that change at the same moments.
    public RateProfile plus(RateProfile other) {
        List<Knot> sum = new ArrayList<>();
        boolean alike = knots.size() == other.knots.size();
        for (int i = 0; alike && i < knots.size(); i++) {
            Knot mine = knots.get(i);
            alike = mine.at().equals(other.knots.get(i).at());
            sum.add(new Knot(mine.at(), mine.perSecond() + other.knots.get(i).perSecond()));
        }
        if (!alike) {
            throw new IllegalArgumentException(
                    "rates that change at different moments cannot be added: " + this + " and " + other);
        }
        return new RateProfile(sum);
    }
}

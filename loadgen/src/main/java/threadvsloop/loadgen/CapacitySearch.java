package threadvsloop.loadgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import threadvsloop.loadgen.audit.Auditor;
import threadvsloop.loadgen.audit.Lateness;
import threadvsloop.loadgen.audit.Shortfall;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadResult;

/// Finds the greatest load under which a server holds its objectives. Pure: it names the next rate to try, is told what
/// came of it, and knows nothing of how the load is made. Used by one thread.
///
/// ```
/// WIDEN: × 2 while held (÷ 2 until held) → NARROW: bisect until within the precision
///    → CONFIRM the lower rate, which must hold, and the upper, which must not, several times each
///        └ one that does not: step outward by the precision, and confirm that ─┘
/// ```
///
/// Of `n` runs that all came out the same, the chance of that outcome is at least 0.05^(1/n) with 95% confidence
/// (Clopper and Pearson 1934): 55% for 5 runs. A result of [Found] says this of both its ends.
public final class CapacitySearch {
    private static final double WIDENING = 2;
    /// Below this rate a server is taken to hold nothing.
    private static final double LEAST_RATE = 1;

    private static final double GREATEST_RATE = 10_000_000;
    /// How often a trial that says nothing is tried again, one after another.
    private static final int MOST_INVALID = 2;
    /// How often a bound may be moved outward before the search is called undecided.
    private static final int MOST_MOVES = 8;

    /// What came of one run.
    public enum Outcome {
        /// All objectives were met at the rate that was offered.
        HELD,
        MISSED,
        /// The generator was the limit.
        GENERATOR_LIMIT,
        /// The run says nothing.
        INVALID
    }

    public enum Phase {
        WIDEN,
        NARROW,
        CONFIRM,
        DONE
    }

    /// @param rate requests per second that were offered
    public record Step(Phase phase, double rate, Outcome outcome) {}

    /// What the search came to.
    public sealed interface Result {}

    /// The capacity lies between these rates: the lower was held by every one of its confirming runs, the upper by
    /// none.
    public record Found(double low, double high, int confirmations) implements Result {}

    /// The generator was the limit.
    ///
    /// @param rate the greatest that was held; 0 if none was
    public record AtLeast(double rate) implements Result {}

    /// Not even this rate was held.
    public record Below(double rate) implements Result {}

    /// @param reason why it cannot be said
    public record Undecided(double low, double high, String reason) implements Result {}

    private final double precision;
    private final int confirmations;
    private final List<Step> steps = new ArrayList<>();

    private Phase phase = Phase.WIDEN;
    private double rate;
    private double low;
    private double high = Double.POSITIVE_INFINITY;
    private boolean confirmingHigh;
    private int confirmed;
    private int moves;
    private int invalid;
    private Result result = new Undecided(0, Double.POSITIVE_INFINITY, "the search was not carried on");

    /// @param firstRate where to begin, 1 to 10,000,000 requests per second
    /// @param precision how close the bounds are brought together, as a part of the lower: 0.005 to 1
    /// @param confirmations runs that confirm each bound, 1 to 100
    public CapacitySearch(double firstRate, double precision, int confirmations) {
        if (!(firstRate >= LEAST_RATE && firstRate <= GREATEST_RATE)) {
            throw new IllegalArgumentException("a search must begin at 1 to 10,000,000 requests/s, not " + firstRate);
        }
        if (!(precision >= 0.005 && precision <= 1)) {
            throw new IllegalArgumentException("the precision must be 0.005 to 1 (0.5% to 100%), not " + precision);
        }
        if (confirmations < 1 || confirmations > 100) {
            throw new IllegalArgumentException("confirming runs must be 1 to 100, not " + confirmations);
        }
        this.rate = firstRate;
        this.precision = precision;
        this.confirmations = confirmations;
    }

    /// The rate to try next; empty when the search is over.
    public OptionalDouble next() {
        return phase == Phase.DONE ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    public Phase phase() {
        return phase;
    }

    /// Tells what came of the rate that [#next] named.
    public void tell(Outcome outcome) {
        if (phase == Phase.DONE) {
            throw new IllegalStateException("the search is over");
        }
        steps.add(new Step(phase, rate, outcome));
        switch (outcome) {
            case INVALID -> again();
            case GENERATOR_LIMIT -> limited();
            case HELD, MISSED -> {
                invalid = 0;
                advance(outcome == Outcome.HELD);
            }
        }
    }

    /// What came of a run.
    ///
    /// @param objectives all of which are to be met; besides, the server must keep up with what is offered
    public static Outcome judge(LoadResult result, List<Objective> objectives) {
        boolean held = !Shortfall.isBehind(result) && objectives.stream().allMatch(each -> each.isMet(result));
        if (result.generator().cpuShare() > Auditor.MOST_CPU_SHARE) {
            return held ? Outcome.HELD : Outcome.GENERATOR_LIMIT;
        }
        if (result.audit().status() == AuditStatus.INVALID && !collapsed(result)) {
            return Outcome.INVALID;
        }
        return held ? Outcome.HELD : Outcome.MISSED;
    }

    /// A server that answers nothing in time tells nothing of its answers, but of its capacity.
    private static boolean collapsed(LoadResult result) {
        return result.requests() > 0
                && result.pacingLag().getValueAtPercentile(99) <= Lateness.INVALID_NS
                && result.outcomes().keySet().stream().noneMatch(outcome -> outcome.good() || outcome.wrong());
    }

    /// All runs, in order.
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /// The greatest rate that was held so far; 0 if none was.
    public double low() {
        return low;
    }

    /// The least rate that was not held so far; infinite if there is none.
    public double high() {
        return high;
    }

    /// What the search came to; undecided as long as it is not over.
    public Result result() {
        return result;
    }

    private void advance(boolean held) {
        switch (phase) {
            case WIDEN -> widen(held);
            case NARROW -> narrow(held);
            case CONFIRM -> confirm(held);
            case DONE -> throw new IllegalStateException("the search is over");
        }
    }

    private void again() {
        invalid++;
        if (invalid > MOST_INVALID) {
            end(new Undecided(
                    low,
                    high,
                    String.format(Locale.ROOT, "%d runs in turn at %.1f requests/s were not valid", invalid, rate)));
        }
    }

    /// Above what the generator can do, nothing is known of the server.
    private void limited() {
        if (high < Double.POSITIVE_INFINITY) {
            again();
        } else {
            end(new AtLeast(low));
        }
    }

    private void widen(boolean held) {
        bound(held);
        if (low > 0 && high < Double.POSITIVE_INFINITY) {
            phase = Phase.NARROW;
            bisect();
        } else if (held) {
            rate = rate * WIDENING;
            if (rate > GREATEST_RATE) {
                end(new AtLeast(low));
            }
        } else {
            rate = rate / WIDENING;
            if (rate < LEAST_RATE) {
                end(new Below(high));
            }
        }
    }

    private void narrow(boolean held) {
        bound(held);
        bisect();
    }

    private void bound(boolean held) {
        if (held) {
            low = rate;
        } else {
            high = rate;
        }
    }

    /// Rates are compared by ratio, so the middle is the geometric one.
    private void bisect() {
        if (high / low <= 1 + precision) {
            phase = Phase.CONFIRM;
            rate = low;
        } else {
            rate = Math.sqrt(low * high);
        }
    }

    private void confirm(boolean held) {
        if (held == confirmingHigh) {
            moveOutward();
            return;
        }
        confirmed++;
        if (confirmed < confirmations) {
            return;
        }
        confirmed = 0;
        if (confirmingHigh) {
            end(new Found(low, high, confirmations));
        } else {
            confirmingHigh = true;
            rate = high;
        }
    }

    private void moveOutward() {
        moves++;
        confirmed = 0;
        if (confirmingHigh) {
            high *= 1 + precision;
            rate = high;
        } else {
            low /= 1 + precision;
            rate = low;
        }
        if (moves > MOST_MOVES || rate < LEAST_RATE || rate > GREATEST_RATE) {
            end(new Undecided(
                    low, high, "the server holds its objectives now and now not, over a wide range of rates"));
        }
    }

    private void end(Result with) {
        result = with;
        phase = Phase.DONE;
    }
}

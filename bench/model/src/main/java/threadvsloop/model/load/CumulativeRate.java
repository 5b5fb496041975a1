package threadvsloop.model.load;

import java.time.Duration;
import java.util.List;

/// Λ(t) = ∫₀ᵗ λ(u) du: how many arrivals a rate λ makes up to a moment, and when it has made so many. λ is
/// piecewise linear, so Λ is piecewise quadratic. Pure.
///
/// Within a piece of rate r and slope s ≥ 0 at its start, y arrivals have come after
///
/// ```
/// τ = 2y / (r + √(r² + 2sy)),   the positive root of r·τ + s·τ²/2 = y
/// ```
///
/// in the form that does not subtract (Press et al., Numerical Recipes, 3rd ed., section 5.6): exact also
/// where s is almost 0, which leaves y/r, and where r is 0, which leaves √(2y/s). A falling piece is the
/// same, seen from its end: the root is taken where the rate is lower, since forwards it would cancel towards
/// a rate of 0.
///
/// Time is in ns, rates per ns.
public final class CumulativeRate {
    /// Later than anything: no more arrivals come.
    public static final long NEVER_NS = Long.MAX_VALUE / 4;

    /// Where each piece starts, and Λ there; the last has no end.
    private final long[] startNs;

    private final double[] startCount;
    /// At the start of each piece.
    private final double[] rate;

    private final double[] slope;

    private CumulativeRate(int pieces) {
        startNs = new long[pieces];
        startCount = new double[pieces];
        rate = new double[pieces];
        slope = new double[pieces];
    }

    /// Time counts from the start of the warm-up.
    public static CumulativeRate of(RateProfile profile, Duration warmup) {
        List<RateProfile.Knot> knots = profile.knots();
        boolean one = profile.isConstant();
        CumulativeRate made = new CumulativeRate(one ? 1 : knots.size() + 1);
        made.rate[0] = knots.getFirst().perSecond() / 1e9;
        for (int piece = 1; piece < made.rate.length; piece++) {
            RateProfile.Knot knot = knots.get(piece - 1);
            made.startNs[piece] = warmup.plus(knot.at()).toNanos();
            made.rate[piece] = knot.perSecond() / 1e9;
            made.startCount[piece] =
                    made.startCount[piece - 1] + made.within(piece - 1, (double) made.length(piece - 1));
            if (piece < knots.size()) {
                long lengthNs = knots.get(piece).at().minus(knot.at()).toNanos();
                double rise = (knots.get(piece).perSecond() - knot.perSecond()) / 1e9;
                made.slope[piece] = lengthNs == 0 ? 0 : rise / lengthNs;
            }
        }
        return made;
    }

    /// Λ.
    ///
    /// @param ns 0 and up
    public double at(long ns) {
        int piece = pieceAt(ns);
        return startCount[piece] + within(piece, (double) (ns - startNs[piece]));
    }

    /// λ per second; at a jump the rate after it.
    ///
    /// @param ns 0 and up
    public double perSecondAt(long ns) {
        int piece = pieceAt(ns);
        return 1e9 * (rate[piece] + slope[piece] * (ns - startNs[piece]));
    }

    /// Reads Λ⁻¹ along: each count is at least as great as the one before. Used by one thread.
    public Cursor cursor() {
        return new Cursor();
    }

    public final class Cursor {
        private int piece;

        /// When so many arrivals have been made, rounded to whole ns; [#NEVER_NS] if that never happens.
        /// Where no arrivals come for a while, the end of that while.
        public long reachedNs(double count) {
            while (piece < startCount.length - 1 && count >= startCount[piece + 1]) {
                piece++;
            }
            double since = since(count);
            return since <= NEVER_NS - startNs[piece] ? startNs[piece] + Math.round(since) : NEVER_NS;
        }

        private double since(double count) {
            if (slope[piece] == 0) {
                return (count - startCount[piece]) / rate[piece];
            }
            if (slope[piece] > 0) {
                return root(count - startCount[piece], rate[piece], slope[piece]);
            }
            double endRate = Math.max(0, rate[piece] + slope[piece] * length(piece));
            return length(piece) - root(startCount[piece + 1] - count, endRate, -slope[piece]);
        }
    }

    private static double root(double count, double rate, double slope) {
        return count <= 0 ? 0 : 2 * count / (rate + Math.sqrt(rate * rate + 2 * slope * count));
    }

    private double within(int piece, double ns) {
        return (rate[piece] + slope[piece] * ns / 2) * ns;
    }

    private long length(int piece) {
        return startNs[piece + 1] - startNs[piece];
    }

    private int pieceAt(long ns) {
        int piece = 0;
        while (piece < startNs.length - 1 && ns >= startNs[piece + 1]) {
            piece++;
        }
        return piece;
    }
}

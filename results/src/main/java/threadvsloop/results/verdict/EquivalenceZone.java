package threadvsloop.results.verdict;

import threadvsloop.results.stats.Interval;

/// Ratios too near to 1 to matter: from 1 ÷ (1 + e) to 1 + e, e being the smallest effect of interest.
/// A server that is e slower and one that is e faster are thus as far from 1.
///
/// That an interval of 95% lies inside says "equivalent" more strictly than two one-sided tests at 5%,
/// which need the 90% interval there: D. J. Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15
/// (1987).
///
/// @param smallestEffect e, above 0: 0.10 for 10%
public record EquivalenceZone(double smallestEffect) {
    /// 10%: smaller differences move no one from one server to another.
    public static final EquivalenceZone USUAL = new EquivalenceZone(0.10);

    public EquivalenceZone {
        if (!(smallestEffect > 0 && Double.isFinite(smallestEffect))) {
            throw new IllegalArgumentException(
                    "smallest effect of interest " + smallestEffect + ": must be above 0, such as 0.10");
        }
    }

    public enum Place {
        LOWER,
        INSIDE,
        HIGHER,
        ACROSS
    }

    public double low() {
        return 1 / high();
    }

    public double high() {
        return 1 + smallestEffect;
    }

    /// Where a ratio's interval lies: wholly in, below or above the zone, or across one of its ends.
    public Place place(Interval ratio) {
        if (ratio.high() < low()) {
            return Place.LOWER;
        }
        if (ratio.low() > high()) {
            return Place.HIGHER;
        }
        return ratio.low() > low() && ratio.high() < high() ? Place.INSIDE : Place.ACROSS;
    }
}

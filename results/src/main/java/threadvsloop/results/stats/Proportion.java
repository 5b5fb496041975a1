package threadvsloop.results.stats;

/// How often something happened in independent tries.
///
/// @param hits 0 to `tries`
/// @param tries at least 1
public record Proportion(int hits, int tries) {
    public Proportion {
        if (tries < 1 || hits < 0 || hits > tries) {
            throw new IllegalArgumentException(
                    hits + " of " + tries + ": needs at least one try and between none and all of them");
        }
    }

    public double share() {
        return (double) hits / tries;
    }

    /// Wilson's score interval of the true share p̂ = hits ÷ n: (p̂ + z² ÷ 2n ± z √(p̂(1 − p̂) ÷ n + z²
    /// ÷ 4n²)) ÷ (1 + z² ÷ n). It is sound for shares near 0 and few tries too.
    ///
    /// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    /// JASA 22 (1927).
    public Interval interval() {
        double z2 = Normal.Z * Normal.Z;
        double p = share();
        double centre = p + z2 / (2 * tries);
        double half = Normal.Z * Math.sqrt(p * (1 - p) / tries + z2 / (4.0 * tries * tries));
        double whole = 1 + z2 / tries;
        return new Interval(Math.max(0, (centre - half) / whole), Math.min(1, (centre + half) / whole));
    }
}

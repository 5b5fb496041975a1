package threadvsloop.results.stats;

import org.apache.commons.statistics.distribution.NakagamiDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t, central and not.
final class StudentT {
    /// In so many slices U is integrated: the error of a power stays below 0.00001.
    private static final int SLICES = 1000;

    private StudentT() {}

    /// t₀.₉₇₅: 95% lie between −t and t.
    static double quantile(int freedom) {
        return TDistribution.of(freedom).inverseCumulativeProbability(Interval.UPPER);
    }

    /// P(|T| > t) of the noncentral T = (Z + δ) ÷ U, where Z is standard normal and U² is χ² of ν ÷ ν,
    /// independent of Z: 1 − ∫ (Φ(t·u − δ) − Φ(−t·u − δ)) f(u) du, f the density of U, which is
    /// Nakagami's with m = ν ÷ 2, Ω = 1.
    ///
    /// Source: N. L. Johnson, S. Kotz, N. Balakrishnan, "Continuous Univariate Distributions", vol. 2,
    /// 2nd ed., ch. 31.
    ///
    /// @param freedom ν
    /// @param shift δ
    static double outside(double t, int freedom, double shift) {
        NakagamiDistribution u = NakagamiDistribution.of(freedom / 2.0, 1);
        double reach = 8 / Math.sqrt(2.0 * freedom);
        double from = Math.max(0, 1 - reach);
        double slice = (1 + reach - from) / SLICES;
        double within = 0;
        for (int i = 0; i < SLICES; i++) {
            double at = from + (i + 0.5) * slice;
            double density = Math.exp(u.logDensity(at));
            within += Normal.between(-t * at - shift, t * at - shift) * density * slice;
        }
        return Math.clamp(1 - within, 0, 1);
    }
}

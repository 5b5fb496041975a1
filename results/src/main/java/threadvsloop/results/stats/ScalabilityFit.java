package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Fits the scalability law. With a = 1 ÷ λ, b = σ ÷ λ, c = κ ÷ λ it reads N ÷ X = a + b(N − 1) + cN(N
/// − 1), linear in what is sought; a fixed σ, κ or N* ties two of them together and a fixed λ fixes a,
/// so that every fit below is a [LogFit].
///
/// Intervals are by profile: a parameter's value belongs to its interval if fixing it there and fitting
/// the rest leaves a sum of squares of at most S · (1 + t² ÷ (n − 3)), S being the least of all and t
/// Student's with n − 3 degrees of freedom. Unlike intervals from standard errors these respect the
/// bounds and may be lopsided or open.
///
/// Source: D. M. Bates and D. G. Watts, "Nonlinear Regression Analysis and Its Applications" (1988),
/// §6.1.
final class ScalabilityFit {
    private static final int PARAMETERS = 3;

    /// Sums of squares below this are rounding.
    private static final double ROUNDING = 1e-18;

    private static final int MOST_HALVINGS = 100;

    /// An end of an interval is found to this share of itself.
    private static final double PRECISION = 1e-6;

    private static final double LEAST_STEP = 1e-12;
    private static final double GREATEST = 1e15;

    private final double[] n;
    private final double[] x;
    private final double bound;
    private final LogFit best;

    private ScalabilityFit(double[] n, double[] x) {
        this.n = n;
        this.x = x;
        this.best = fit(at -> new double[] {1, at - 1, at * (at - 1)}, 0);
        double t = StudentT.quantile(n.length - PARAMETERS);
        this.bound = best.squares() * (1 + t * t / (n.length - PARAMETERS)) + ROUNDING * n.length;
    }

    static Optional<ScalabilityLaw> of(double[] concurrency, double[] throughput) {
        requireUsable(concurrency, throughput);
        if (Arrays.stream(concurrency).distinct().count() <= PARAMETERS) {
            return Optional.empty();
        }
        ScalabilityFit fit = new ScalabilityFit(concurrency, throughput);
        return fit.best.coefficient(0) > 0 ? Optional.of(fit.law()) : Optional.empty();
    }

    private ScalabilityLaw law() {
        double lambda = 1 / best.coefficient(0);
        double sigma = best.coefficient(1) * lambda;
        double kappa = best.coefficient(2) * lambda;
        double peak = kappa == 0 ? Double.POSITIVE_INFINITY : Math.sqrt(Math.max(0, 1 - sigma) / kappa);
        return new ScalabilityLaw(
                profile(lambda, 0, this::squaresAtLambda),
                profile(sigma, 0, this::squaresAtSigma),
                profile(kappa, 0, this::squaresAtKappa),
                profile(Math.max(1, peak), 1, this::squaresAtPeak),
                n.length);
    }

    private double squaresAtLambda(double lambda) {
        return lambda == 0
                ? Double.POSITIVE_INFINITY
                : fit(at -> new double[] {at - 1, at * (at - 1)}, 1 / lambda).squares();
    }

    private double squaresAtSigma(double sigma) {
        return fit(at -> new double[] {1 + sigma * (at - 1), at * (at - 1)}, 0).squares();
    }

    private double squaresAtKappa(double kappa) {
        return fit(at -> new double[] {1 + kappa * at * (at - 1), at - 1}, 0).squares();
    }

    /// c = (a − b) ÷ N*², and with e = a − b ≥ 0: N ÷ X = bN + e(1 + N(N − 1) ÷ N*²). An infinite peak
    /// is κ = 0.
    private double squaresAtPeak(double peak) {
        return fit(at -> new double[] {1 + at * (at - 1) / (peak * peak), at}, 0)
                .squares();
    }

    private LogFit fit(Columns columns, double offset) {
        return new LogFit(
                Arrays.stream(n).mapToObj(columns::at).toArray(double[][]::new),
                offset,
                IntStream.range(0, n.length).mapToDouble(i -> n[i] / x[i]).toArray());
    }

    /// @param least value that the parameter can have
    private Estimate profile(double value, double least, DoubleUnaryOperator squares) {
        double low = squares.applyAsDouble(least) <= bound ? least : edge(value, least, squares);
        if (Double.isInfinite(value) || squares.applyAsDouble(GREATEST) <= bound) {
            return new Estimate(value, new Interval(Math.min(low, value), Double.POSITIVE_INFINITY));
        }
        double step = Math.max(value, LEAST_STEP);
        while (squares.applyAsDouble(value + step) <= bound) {
            step *= 2;
        }
        return new Estimate(
                value, new Interval(Math.min(low, value), Math.max(value, edge(value, value + step, squares))));
    }

    /// Where between a value inside and one outside the bound is crossed.
    private double edge(double inside, double outside, DoubleUnaryOperator squares) {
        double in = Math.min(inside, GREATEST);
        double out = outside;
        for (int i = 0; i < MOST_HALVINGS && Math.abs(in - out) > PRECISION * Math.max(in, out); i++) {
            double middle = middle(in, out);
            if (squares.applyAsDouble(middle) <= bound) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    /// Geometric where the ends are far apart.
    private static double middle(double one, double other) {
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        return low > 0 && high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : low / 2 + high / 2;
    }

    private static void requireUsable(double[] concurrency, double[] throughput) {
        if (concurrency.length != throughput.length) {
            throw new IllegalArgumentException(
                    concurrency.length + " concurrencies and " + throughput.length + " throughputs: must be as many");
        }
        for (int i = 0; i < concurrency.length; i++) {
            if (!(concurrency[i] >= 1 && throughput[i] > 0 && Double.isFinite(throughput[i]))) {
                throw new IllegalArgumentException("throughput %s at concurrency %s: must be above 0 at 1 or more"
                        .formatted(throughput[i], concurrency[i]));
            }
        }
    }

    private interface Columns {
        double[] at(double concurrency);
    }
}

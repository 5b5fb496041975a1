package threadvsloop.results.stats;

import java.util.Optional;

/// The Universal Scalability Law: X(N) = λN ÷ (1 + σ(N − 1) + κN(N − 1)), throughput X at concurrency
/// N.
///
/// Source: N. J. Gunther, "Guerrilla Capacity Planning" (2007), ch. 4 to 6.
///
/// @param lambda λ, throughput of one, in the unit of the throughput
/// @param sigma σ, contention: the share of work that waits its turn
/// @param kappa κ, coherency: what keeping each pair in agreement costs
/// @param peak N* = √((1 − σ) ÷ κ), the concurrency of the highest throughput; infinite if κ is 0, and
///     where the data do not tell κ from 0 its interval has no upper end
/// @param points that the fit rests on
public record ScalabilityLaw(Estimate lambda, Estimate sigma, Estimate kappa, Estimate peak, int points) {

    /// Least squares of ln X, as the noise of throughput is a share of it, with λ, σ, κ ≥ 0.
    ///
    /// @param concurrency N, each at least 1
    /// @param throughput X at each, above 0
    /// @return empty with fewer than four different N, or where the data do not bound λ
    public static Optional<ScalabilityLaw> fit(double[] concurrency, double[] throughput) {
        return ScalabilityFit.of(concurrency, throughput);
    }

    /// X(N) by the estimates, at a concurrency of at least 1.
    public double throughput(double concurrency) {
        return lambda.value()
                * concurrency
                / (1 + sigma.value() * (concurrency - 1) + kappa.value() * concurrency * (concurrency - 1));
    }
}

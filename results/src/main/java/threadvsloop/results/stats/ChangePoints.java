package threadvsloop.results.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// Where the mean of a series steps. Of all ways to cut it into segments of at least three values, the
/// one that minimises Σ (yₜ − mean of its segment)² ÷ ω² + β · (number of steps) is found exactly, in
/// O(n²).
///
/// - β = 4 ln n: the 3 ln n of the modified BIC (N. R. Zhang and D. O. Siegmund, Biometrics 63, 2007),
///   and a third more because ω² is estimated. The search is optimal partitioning, which PELT shortens
///   (R. Killick, P. Fearnhead, I. A. Eckley, JASA 107, 2012).
/// - ω² = σ²(1 + ρ) ÷ (1 − ρ) is the variance that means see when neighbours are correlated by ρ. With
///   Vₖ the variance of yₜ₊ₖ − yₜ, ρ = V₂ ÷ V₁ − 1 and σ² = V₁ ÷ 2(1 − ρ), after S. Chakar, E.
///   Lebarbier, C. Lévy-Leduc, S. Robin, Bernoulli 23 (2017); Vₖ is taken from the smaller nine tenths
///   of the differences, among which are no steps and few spikes.
/// - A value further than 3σ from the median of the five around it is first replaced by it (Hampel's
///   filter), so that one bad second is no segment.
public final class ChangePoints {
    public static final int SHORTEST_SEGMENT = 3;

    private static final double PENALTY_PER_LOG = 4;
    private static final int AROUND = 2;
    private static final double OUTLIER_SIGMAS = 3;
    private static final double MOST_CORRELATION = 0.5;

    private final double[] sums;
    private final double[] squares;
    private final double variance;

    private ChangePoints(double[] y, double least) {
        Noise noise = Noise.of(y, least);
        double[] filtered = filtered(y, OUTLIER_SIGMAS * noise.sigma);
        this.variance = noise.variance();
        this.sums = running(filtered);
        this.squares =
                running(Arrays.stream(filtered).map(value -> value * value).toArray());
    }

    /// @param from index of the first value
    /// @param to index after the last
    public record Segment(int from, int to, double mean) {}

    /// @param leastSigma noise is taken to be at least this, in units of y
    /// @return in order, without gaps: one segment if nothing steps; none for an empty series
    public static List<Segment> segments(double[] y, double leastSigma) {
        return y.length == 0 ? List.of() : new ChangePoints(y, leastSigma).segments();
    }

    private List<Segment> segments() {
        int n = sums.length - 1;
        double penalty = PENALTY_PER_LOG * Math.log(n);
        double[] cost = new double[n + 1];
        int[] start = new int[n + 1];
        for (int to = 1; to <= n; to++) {
            cost[to] = cost(0, to);
            for (int from = SHORTEST_SEGMENT; from <= to - SHORTEST_SEGMENT; from++) {
                double total = cost[from] + penalty + cost(from, to);
                if (total < cost[to]) {
                    cost[to] = total;
                    start[to] = from;
                }
            }
        }
        Deque<Segment> segments = new ArrayDeque<>();
        for (int to = n; to > 0; to = start[to]) {
            segments.addFirst(new Segment(start[to], to, mean(start[to], to)));
        }
        return new ArrayList<>(segments);
    }

    private double cost(int from, int to) {
        double sum = sums[to] - sums[from];
        return (squares[to] - squares[from] - sum * sum / (to - from)) / variance;
    }

    private double mean(int from, int to) {
        return (sums[to] - sums[from]) / (to - from);
    }

    private static double[] running(double[] values) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        return sums;
    }

    private static double[] filtered(double[] y, double reach) {
        return IntStream.range(0, y.length)
                .mapToDouble(i -> {
                    double[] around =
                            Arrays.copyOfRange(y, Math.max(0, i - AROUND), Math.min(y.length, i + AROUND + 1));
                    double middle = medianOf(around);
                    return Math.abs(y[i] - middle) > reach ? middle : y[i];
                })
                .toArray();
    }

    private static double medianOf(double[] values) {
        return Spread.median(Arrays.stream(values).sorted().toArray());
    }

    /// @param sigma standard deviation of a value about its mean
    /// @param correlation ρ of neighbours, 0 to 0.5: few values say little about it, and a staircase
    ///     looks like much
    private record Noise(double sigma, double correlation) {
        private static final double KEPT = 0.9;

        /// The mean square of those nine tenths of standard normal values that are nearest to 0.
        private static final double KEPT_VARIANCE = keptVariance();

        static Noise of(double[] y, double least) {
            double next = variance(y, 1);
            double correlation = next == 0 ? 0 : Math.clamp(variance(y, 2) / next - 1, 0, MOST_CORRELATION);
            return new Noise(Math.max(least, Math.sqrt(next / (2 * (1 - correlation)))), correlation);
        }

        double variance() {
            return sigma * sigma * (1 + correlation) / (1 - correlation);
        }

        /// Vₖ for k = `apart`.
        private static double variance(double[] y, int apart) {
            int n = Math.max(0, y.length - apart);
            return IntStream.range(0, n)
                            .mapToDouble(i -> y[i + apart] - y[i])
                            .map(difference -> difference * difference)
                            .sorted()
                            .limit((long) (KEPT * n))
                            .average()
                            .orElse(0)
                    / KEPT_VARIANCE;
        }

        private static double keptVariance() {
            double q = Normal.quantile((1 + KEPT) / 2);
            return (KEPT - 2 * q * Normal.density(q)) / KEPT;
        }
    }
}

package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScalabilityLawTest {
    private static final double[] DOUBLING = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    private static final double LAMBDA = 1000;
    private static final double SIGMA = 0.02;
    private static final double KAPPA = 1e-5;
    /// √((1 − 0.02) ÷ 0.00001)
    private static final double PEAK = 313.0495;

    @Test
    void exactDataGiveTheirOwnParameters() {
        ScalabilityLaw law = fit(DOUBLING, planted(DOUBLING, KAPPA));

        assertThat(law.lambda().value()).isCloseTo(LAMBDA, within(1e-6));
        assertThat(law.sigma().value()).isCloseTo(SIGMA, within(1e-9));
        assertThat(law.kappa().value()).isCloseTo(KAPPA, within(1e-12));
        assertThat(law.peak().value()).isCloseTo(PEAK, within(1e-3));
        assertThat(law.points()).isEqualTo(10);
        // By hand: 1000 · 16 ÷ (1 + 0.02 · 15 + 0.00001 · 16 · 15)
        assertThat(law.throughput(16)).isCloseTo(16_000 / 1.3024, within(1e-4));
        assertThat(law.peak().interval().high() - law.peak().interval().low()).isLessThan(0.1);
    }

    /// SPEC SDM 91 on a SPARCcenter 2000, from "Guerrilla Capacity Planning". Least squares of ln X by
    /// SciPy's `least_squares` gives these; of X itself, as is usual elsewhere, 90.0, 0.0277, 0.000104
    /// and a peak of 96.5.
    @Test
    void publishedDataAgainstAnotherOptimiser() {
        ScalabilityLaw law = fit(
                new double[] {1, 18, 36, 72, 108, 144, 216},
                new double[] {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2});

        assertThat(law.lambda().value()).isCloseTo(67.94232, Percentage.withPercentage(0.01));
        assertThat(law.sigma().value()).isCloseTo(0.01345247, Percentage.withPercentage(0.01));
        assertThat(law.kappa().value()).isCloseTo(1.15110e-4, Percentage.withPercentage(0.01));
        assertThat(law.peak().value()).isCloseTo(92.57683, Percentage.withPercentage(0.01));
    }

    @Test
    void plantedParametersLieInTheirIntervals() {
        int fits = 400;
        Random random = new Random(31);
        double[] n = thrice(DOUBLING);
        int[] covered = new int[4];
        double logPeaks = 0;
        for (int i = 0; i < fits; i++) {
            ScalabilityLaw law = fit(n, noisy(planted(n, KAPPA), random));
            covered[0] += law.lambda().interval().contains(LAMBDA) ? 1 : 0;
            covered[1] += law.sigma().interval().contains(SIGMA) ? 1 : 0;
            covered[2] += law.kappa().interval().contains(KAPPA) ? 1 : 0;
            covered[3] += law.peak().interval().contains(PEAK) ? 1 : 0;
            logPeaks += Math.log(law.peak().value());
        }

        assertThat(Math.exp(logPeaks / fits)).isCloseTo(PEAK, Percentage.withPercentage(2));
        assertThat(Arrays.stream(covered).mapToDouble(hits -> (double) hits / fits))
                .allSatisfy(share -> assertThat(share).isBetween(0.92, 0.98));
    }

    @Test
    void withoutCoherencyThePeakIsOpen() {
        double[] n = thrice(DOUBLING);
        ScalabilityLaw law = fit(n, noisy(planted(n, 0), new Random(32)));

        assertThat(law.kappa().interval().low()).isZero();
        assertThat(law.kappa().value()).isLessThan(1e-5);
        assertThat(law.peak().interval().high()).isInfinite();
        assertThat(law.peak().interval().low()).isGreaterThan(512);
        assertThat(law.sigma().interval().contains(SIGMA)).isTrue();
    }

    @Test
    void aStraightLineHasNeitherContentionNorPeak() {
        ScalabilityLaw law =
                fit(DOUBLING, Arrays.stream(DOUBLING).map(n -> 7 * n).toArray());

        assertThat(law.lambda().value()).isCloseTo(7, within(1e-6));
        assertThat(law.sigma().value()).isCloseTo(0, within(1e-9));
        assertThat(law.kappa().value()).isCloseTo(0, within(1e-9));
        assertThat(law.peak().interval().high()).isInfinite();
    }

    @Test
    void tooLittleOrNonsense() {
        assertThat(ScalabilityLaw.fit(new double[] {1, 2, 4, 4}, new double[] {1, 2, 3, 3}))
                .isEmpty();
        assertThatThrownBy(() -> ScalabilityLaw.fit(new double[] {1}, new double[2]))
                .hasMessageContaining("1 conc");
        assertThatThrownBy(() -> ScalabilityLaw.fit(new double[] {0}, new double[] {1}))
                .hasMessageContaining("at concurrency 0.0");
        assertThatThrownBy(() -> ScalabilityLaw.fit(new double[] {1}, new double[] {0}))
                .hasMessageContaining("throughput 0.0");
    }

    private static ScalabilityLaw fit(double[] n, double[] x) {
        return ScalabilityLaw.fit(n, x).orElseThrow();
    }

    private static double[] planted(double[] n, double kappa) {
        return Arrays.stream(n)
                .map(at -> LAMBDA * at / (1 + SIGMA * (at - 1) + kappa * at * (at - 1)))
                .toArray();
    }

    private static double[] noisy(double[] x, Random random) {
        return Arrays.stream(x)
                .map(value -> value * Math.exp(0.03 * random.nextGaussian()))
                .toArray();
    }

    private static double[] thrice(double[] n) {
        return IntStream.range(0, 3 * n.length)
                .mapToDouble(i -> n[i % n.length])
                .toArray();
    }
}

package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NonNegativeLeastSquaresTest {

    @Test
    void aPositiveOptimumIsTheFreeOne() {
        double[] x = NonNegativeLeastSquares.solve(new double[][] {{1, 0}, {1, 1}, {1, 2}}, new double[] {1, 3, 5});

        assertThat(x).containsExactly(new double[] {1, 2}, within(1e-12));
    }

    /// Freely, y = 5 − 2·t; with no falling line allowed, the mean of y.
    @Test
    void whatWouldBeNegativeIsZero() {
        double[] x = NonNegativeLeastSquares.solve(new double[][] {{1, 0}, {1, 1}, {1, 2}}, new double[] {5, 3, 1});

        assertThat(x).containsExactly(new double[] {3, 0}, within(1e-12));
    }

    @Test
    void nothingFitsBetterThanNothing() {
        double[] x = NonNegativeLeastSquares.solve(new double[][] {{1}, {2}}, new double[] {-1, -2});

        assertThat(x).containsExactly(0);
    }

    @Test
    void columnsThatSayTheSameAreNoTrouble() {
        double[] x = NonNegativeLeastSquares.solve(new double[][] {{1, 2, 0}, {2, 4, 0}}, new double[] {3, 6});

        assertThat(x[0] + 2 * x[1]).isCloseTo(3, within(1e-9));
        assertThat(x[2]).isZero();
    }
}

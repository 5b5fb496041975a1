package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TheilSenTest {

    /// Slopes between points of (1,9) (2,15) (3,19) (4,20) (10,45) (12,55) (18,78): the example in Hollander and Wolfe,
    /// "Nonparametric Statistical Methods", §9.3: 4 is the median of the 21 slopes.
    @Test
    void aTextbookExample() {
        TheilSen line = TheilSen.fit(new double[] {1, 2, 3, 4, 10, 12, 18}, new double[] {9, 15, 19, 20, 45, 55, 78})
                .orElseThrow();

        assertThat(line.slope()).isCloseTo(4, within(1e-12));
        assertThat(line.intercept()).isCloseTo(6, within(1e-12));
        // V = 7·6·19 ÷ 18 = 44.33 and z√V = 13.05: the 3rd smallest and the 3rd largest slope.
        assertThat(line.interval()).isEqualTo(new Interval(11.0 / 3, 5));
    }

    @Test
    void anExactLineWithOneOutlierKeepsItsSlope() {
        double[] x = {0, 1000, 2000, 0, 1000, 2000, 0, 1000, 2000};
        double[] y = {50, 1050, 2050, 50, 1050, 2050, 50, 1050, 99_999};

        TheilSen line = TheilSen.fit(x, y).orElseThrow();

        assertThat(line.slope()).isEqualTo(1);
        assertThat(line.intercept()).isEqualTo(50);
    }

    @Test
    void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
        Random random = new Random(5);
        long covered =
                IntStream.range(0, 1000).filter(i -> coversSlopeTwo(random)).count();

        assertThat(covered).isBetween(930L, 995L);
    }

    @Test
    void tooLittleToBound() {
        TheilSen line = TheilSen.fit(new double[] {1, 2}, new double[] {10, 30}).orElseThrow();

        assertThat(line.slope()).isEqualTo(20);
        assertThat(line.interval()).isNull();
        assertThat(TheilSen.fit(new double[] {7, 7}, new double[] {1, 2})).isEmpty();
        assertThat(TheilSen.fit(new double[0], new double[0])).isEmpty();
        assertThatThrownBy(() -> TheilSen.fit(new double[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 x and 2 y");
    }

    private static boolean coversSlopeTwo(Random random) {
        double[] x = IntStream.range(0, 15).mapToDouble(i -> i % 5).toArray();
        double[] y = IntStream.range(0, 15)
                .mapToDouble(i -> 2 * x[i] + random.nextGaussian())
                .toArray();
        return Objects.requireNonNull(TheilSen.fit(x, y).orElseThrow().interval())
                .contains(2);
    }
}

package threadvsloop.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @CsvSource({
        // name, mean, median: ln 2, exp(-sigma^2 / 2); and the 99th percentile: ln 100, exp(2.3263 sigma - sigma^2 / 2)
        "fixed, 1, 1, 1",
        "exponential, 1, 0.693, 4.605",
        "lognormal, 1, 0.882, 2.824",
    })
    void hasItsDistribution(String name, double mean, double median, double p99) {
        SplittableRandom random = new SplittableRandom(7);
        Delay delay = Delay.parse(name);
        double[] factors = Arrays.stream(new double[DRAWS])
                .map(_ -> delay.factor(random))
                .sorted()
                .toArray();
        assertThat(Arrays.stream(factors).average().orElseThrow()).isCloseTo(mean, within(0.01));
        assertThat(factors[DRAWS / 2]).isCloseTo(median, within(0.01));
        assertThat(factors[DRAWS / 100 * 99]).isCloseTo(p99, within(0.06));
    }

    @Test
    void knowsNoOther() {
        assertThatThrownBy(() -> Delay.parse("Fixed")).isInstanceOf(IllegalArgumentException.class);
    }
}

package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerTest {

    /// R's `power.t.test(n = 20, delta = 1)`, the example of its manual: 0.8689528 with 38 degrees of
    /// freedom and a shift of √10. G*Power's one-sample examples: effect 0.5 with n = 34 and n = 54.
    @Test
    void noncentralTAgainstPublishedPowers() {
        assertThat(StudentT.outside(StudentT.quantile(38), 38, Math.sqrt(10))).isCloseTo(0.868953, within(1e-5));
        assertThat(StudentT.outside(StudentT.quantile(33), 33, 0.5 * Math.sqrt(34)))
                .isCloseTo(0.807778, within(1e-5));
        assertThat(StudentT.outside(StudentT.quantile(53), 53, 0.5 * Math.sqrt(54)))
                .isCloseTo(0.950212, within(1e-5));
    }

    /// SciPy's `nct` gives both tails for one degree of freedom, where the density of U is widest, and
    /// for four.
    @Test
    void fewBlocks() {
        assertThat(Power.of(2, 1, 1)).isCloseTo(0.0928092, within(1e-5));
        assertThat(Power.of(5, 1.5, 1)).isCloseTo(0.7107027, within(1e-5));
    }

    /// SciPy's `nct`; the sign and the unit of effect and deviation do not matter.
    @Test
    void tenBlocks() {
        assertThat(Power.of(10, 1, 1)).isCloseTo(0.8030969, within(1e-5));
        assertThat(Power.of(10, -2, 2)).isCloseTo(0.8030969, within(1e-5));
    }

    @Test
    void withoutEffectOrNoise() {
        assertThat(Power.of(10, 0, 0.1)).isCloseTo(0.05, within(1e-12));
        assertThat(Power.of(10, 1e-9, 0.1)).isCloseTo(0.05, within(1e-5));
        assertThat(Power.of(6, 0.01, 0)).isEqualTo(1);
    }

    @Test
    void theFewestBlocksAreJustEnough() {
        int blocks = Power.blocks(Math.log(1.1), 0.1, Power.USUAL).orElseThrow();

        assertThat(Power.of(blocks, Math.log(1.1), 0.1)).isGreaterThanOrEqualTo(Power.USUAL);
        assertThat(Power.of(blocks - 1, Math.log(1.1), 0.1)).isLessThan(Power.USUAL);
        assertThat(Power.blocks(Math.log(1.1), 0.001, Power.USUAL)).hasValue(6);
        assertThat(Power.blocks(Math.log(1.001), 0.1, Power.USUAL)).isEmpty();
        assertThat(Power.blocks(0, 0.1, Power.USUAL)).isEmpty();
        assertThat(Power.blocks(0.1, 0, Power.USUAL)).hasValue(6);
        assertThat(Power.blocks(0, 0, Power.USUAL)).isEmpty();
    }

    /// Every size is tried one by one.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.07, 0.09, 0.11, 0.13, 0.2})
    void noSmallerNumberWouldDo(double deviation) {
        int blocks = Power.blocks(Math.log(1.1), deviation, Power.USUAL).orElseThrow();

        int first = IntStream.rangeClosed(6, blocks)
                .filter(fewer -> Power.of(fewer, Math.log(1.1), deviation) >= Power.USUAL)
                .findFirst()
                .orElseThrow();
        assertThat(blocks).isEqualTo(first);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Power.of(1, 0.1, 0.1)).hasMessageContaining("1 blocks");
        assertThatThrownBy(() -> Power.of(6, 0.1, -1)).hasMessageContaining("deviation -1.0");
        assertThatThrownBy(() -> Power.blocks(0.1, 0.1, 1)).hasMessageContaining("power 1.0");
    }
}

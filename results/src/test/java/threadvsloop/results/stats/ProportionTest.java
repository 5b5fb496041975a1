package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
    /// Medicine 17 (1998), table I, method 3.
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonAgainstAPublishedTable(int hits, int tries, double low, double high) {
        Interval interval = new Proportion(hits, tries).interval();

        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void allOfThem() {
        assertThat(new Proportion(20, 20).share()).isEqualTo(1);
        assertThat(new Proportion(20, 20).interval().high()).isEqualTo(1);
        assertThat(new Proportion(20, 20).interval().low()).isCloseTo(1 - 0.1611, within(5e-5));
    }

    @Test
    void moreHitsThanTriesAreRefused() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> new Proportion(0, 0)).hasMessageContaining("0 of 0");
        assertThatThrownBy(() -> new Proportion(-1, 2)).hasMessageContaining("-1 of 2");
    }
}

package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PairedRatioTest {

    /// By hand: log ratios ln 2, ln 4, ln 8 have mean ln 4 and standard deviation ln 2; t(0.975, 2) = 4.302653.
    @Test
    void threeBlocksAgainstArithmeticByHand() {
        PairedRatio effect = PairedRatio.of(Map.of(1, 1.0, 2, 1.0, 3, 5.0), Map.of(1, 2.0, 2, 4.0, 3, 40.0))
                .orElseThrow();

        double half = 4.302653 * Math.log(2) / Math.sqrt(3);
        assertThat(effect.ratio()).isCloseTo(4, within(1e-9));
        assertThat(effect.blocks()).isEqualTo(3);
        Interval interval = Objects.requireNonNull(effect.interval());
        assertThat(interval.low()).isCloseTo(4 * Math.exp(-half), within(1e-5));
        assertThat(interval.high()).isCloseTo(4 * Math.exp(half), within(1e-3));
    }

    @Test
    void whatABlockDoesToBothCancels() {
        PairedRatio effect = PairedRatio.of(Map.of(1, 10.0, 2, 1000.0), Map.of(1, 5.0, 2, 500.0))
                .orElseThrow();

        assertThat(effect.ratio()).isCloseTo(0.5, within(1e-12));
        Interval interval = Objects.requireNonNull(effect.interval());
        assertThat(interval.high() - interval.low()).isCloseTo(0, within(1e-9));
    }

    @Test
    void onePairHasNoInterval() {
        PairedRatio effect =
                PairedRatio.of(Map.of(1, 10.0, 2, 3.0), Map.of(1, 20.0)).orElseThrow();

        assertThat(effect).isEqualTo(new PairedRatio(effect.ratio(), null, 1));
        assertThat(effect.ratio()).isCloseTo(2, within(1e-12));
    }

    @Test
    void noCommonBlockOrAZeroGivesNothing() {
        assertThat(PairedRatio.of(Map.of(1, 10.0), Map.of(2, 20.0))).isEmpty();
        assertThat(PairedRatio.of(Map.of(), Map.of())).isEmpty();
        assertThat(PairedRatio.of(Map.of(1, 10.0, 2, 10.0), Map.of(1, 0.0, 2, 10.0)))
                .isEmpty();
    }
}

package threadvsloop.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.verdict.EquivalenceZone.Place;
import threadvsloop.results.verdict.Hypothesis.Stance;

class HypothesisTest {

    @ParameterizedTest
    @CsvSource({
        // interval, its stance on "below 0.9", on "above 2", on "within 10%"
        "0.50, 0.89, FOR, AGAINST, AGAINST",
        "0.80, 0.90, ACROSS, AGAINST, AGAINST",
        "0.80, 0.95, ACROSS, AGAINST, ACROSS",
        "0.92, 1.05, AGAINST, AGAINST, FOR",
        "1.05, 1.10, AGAINST, AGAINST, ACROSS",
        "1.11, 1.20, AGAINST, AGAINST, AGAINST",
        "1.90, 2.10, AGAINST, ACROSS, AGAINST",
        "2.01, 3.00, AGAINST, FOR, AGAINST",
        "0.50, 5.00, ACROSS, ACROSS, ACROSS"
    })
    void onlyAWholeIntervalDecides(double low, double high, Stance below, Stance above, Stance within) {
        Interval interval = new Interval(low, high);

        assertThat(new Hypothesis.Below(0.9).of(interval)).isEqualTo(below);
        assertThat(new Hypothesis.Above(2).of(interval)).isEqualTo(above);
        assertThat(new Hypothesis.Within(EquivalenceZone.USUAL).of(interval)).isEqualTo(within);
    }

    /// A slope, in its own unit, may be held against 0.
    @Test
    void anyNumberMayBeHeldAgainstAThreshold() {
        assertThat(new Hypothesis.Above(0).of(new Interval(-0.1, 0.2))).isEqualTo(Stance.ACROSS);
        assertThat(new Hypothesis.Above(0).of(new Interval(0.1, 0.2))).isEqualTo(Stance.FOR);
        assertThatThrownBy(() -> new Hypothesis.Below(Double.NaN)).hasMessageContaining("threshold NaN");
    }

    /// 10% slower and 10% faster are equally far: the zone ends at 1.1 and at 1 ÷ 1.1.
    @Test
    void theZoneIsSymmetricInRatios() {
        assertThat(EquivalenceZone.USUAL.low()).isCloseTo(0.90909, within(1e-5));
        assertThat(EquivalenceZone.USUAL.place(new Interval(0.85, 0.905))).isEqualTo(Place.LOWER);
        assertThat(EquivalenceZone.USUAL.place(new Interval(0.905, 1))).isEqualTo(Place.ACROSS);
        assertThat(EquivalenceZone.USUAL.place(new Interval(0.91, 1.09))).isEqualTo(Place.INSIDE);
        assertThat(EquivalenceZone.USUAL.place(new Interval(1.11, 1.2))).isEqualTo(Place.HIGHER);
        assertThatThrownBy(() -> new EquivalenceZone(0)).hasMessageContaining("0.0");
    }
}

package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrimmedMeanTest {

    /// By hand: 1 and 100 go, the mean of 2, 3, 4, 5 is 3.5; of 2, 2, 3, 4, 5, 5 the squares about 3.5
    /// sum to 9.5; h = 4 and t(0.975, 3) = 3.182446.
    @Test
    void sixValuesByHand() {
        Estimate centre = TrimmedMean.of(new double[] {100, 3, 1, 4, 5, 2});

        double half = 3.182446 * Math.sqrt(9.5 / (4 * 3));
        assertThat(centre.value()).isCloseTo(3.5, within(1e-12));
        assertThat(centre.interval().low()).isCloseTo(3.5 - half, within(1e-5));
        assertThat(centre.interval().high()).isCloseTo(3.5 + half, within(1e-5));
    }

    /// The self-awareness data of Dana, in Wilcox's book: a 20% trimmed mean of 283, with a standard
    /// error of 56.1 written as s ÷ (0.6 √19), s the Winsorised deviation; here it is s √18 ÷ √(13 ·
    /// 12). t(0.975, 12) = 2.178813.
    @Test
    void aTextbookExample() {
        Estimate centre = TrimmedMean.of(new double[] {
            77, 87, 88, 114, 151, 210, 219, 246, 253, 262, 296, 299, 306, 376, 428, 515, 666, 1310, 2611
        });

        double winsorised = 56.1 * 0.6 * Math.sqrt(19);
        double half = 2.178813 * winsorised * Math.sqrt(18.0 / (13 * 12));
        assertThat(centre.value()).isCloseTo(282.69, within(0.005));
        assertThat(centre.interval().high()).isCloseTo(282.69 + half, within(0.2));
        assertThat(centre.interval().low()).isCloseTo(282.69 - half, within(0.2));
    }

    /// R's `t.test(1:5)`: 1.036757 to 4.963243.
    @Test
    void fiveValuesAreNotTrimmed() {
        Estimate centre = TrimmedMean.of(new double[] {1, 2, 3, 4, 5});

        assertThat(centre.value()).isEqualTo(3);
        assertThat(centre.interval().low()).isCloseTo(1.036757, within(1e-6));
        assertThat(centre.interval().high()).isCloseTo(4.963243, within(1e-6));
    }

    @Test
    void valuesThatAgreeAreTheirOwnInterval() {
        assertThat(TrimmedMean.of(new double[] {2, 2, 2, 2, 2, 2, 7})).isEqualTo(new Estimate(2, new Interval(2, 2)));
    }

    @Test
    void howManyAreLeft() {
        assertThat(IntStream.of(2, 5, 6, 9, 10, 14, 15).map(TrimmedMean::trimmed))
                .containsExactly(0, 0, 1, 1, 2, 2, 3);
        assertThat(IntStream.of(2, 5, 6, 10).map(TrimmedMean::freedom)).containsExactly(1, 4, 3, 5);
    }

    /// The 20% trimmed mean has an asymptotic efficiency of 87% for normal values (P. J. Bickel, 1965):
    /// 1 ÷ √0.8735 = 1.07.
    @Test
    void thePriceOfTrimming() {
        assertThat(TrimmedMean.inefficiency(5)).isEqualTo(1);
        assertThat(TrimmedMean.inefficiency(20)).isCloseTo(1.0699, within(1e-4));
        assertThat(TrimmedMean.inefficiency(9)).isCloseTo(1.0338, within(1e-4));
    }
}

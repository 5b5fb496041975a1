package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RobustMeanTest {

    /// By hand: 1 and 100 go, the mean of 2, 3, 4, 5 is 3.5; of 2, 2, 3, 4, 5, 5 the squares about 3.5
    /// sum to 9.5; h = 4 and t(0.975, 3) = 3.182446.
    @Test
    void sixValuesByHand() {
        Estimate centre = RobustMean.of(new double[] {100, 3, 1, 4, 5, 2});

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
        Estimate centre = RobustMean.of(new double[] {
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
        Estimate centre = RobustMean.of(new double[] {1, 2, 3, 4, 5});

        assertThat(centre.value()).isEqualTo(3);
        assertThat(centre.interval().low()).isCloseTo(1.036757, within(1e-6));
        assertThat(centre.interval().high()).isCloseTo(4.963243, within(1e-6));
    }

    @Test
    void valuesThatAgreeAreTheirOwnInterval() {
        assertThat(RobustMean.of(new double[] {2, 2, 2, 2, 2, 2, 7})).isEqualTo(new Estimate(2, new Interval(2, 2)));
    }

    /// R's `t.test(1:6)`: 1.536686 to 5.463314.
    @Test
    void valuesOfWhichNoneStandsOutAreNotTrimmed() {
        Estimate centre = RobustMean.of(new double[] {6, 1, 2, 5, 3, 4});

        assertThat(centre.value()).isEqualTo(3.5);
        assertThat(centre.interval().low()).isCloseTo(1.536686, within(1e-6));
        assertThat(centre.interval().high()).isCloseTo(5.463314, within(1e-6));
    }

    /// By hand: of 0 to 4 and a greater value the median is 2.5, and the median distance from it 1.5.
    @Test
    void aValueStandsOutMoreThanTenMedianDistancesAway() {
        assertThat(RobustMean.of(new double[] {0, 1, 2, 3, 4, 17.5}).value()).isCloseTo(27.5 / 6, within(1e-12));
        assertThat(RobustMean.of(new double[] {0, 1, 2, 3, 4, 17.6}).value()).isCloseTo(2.5, within(1e-12));
        assertThat(RobustMean.of(new double[] {4, 3, 2, 1, 0, -13.6}).value()).isCloseTo(1.5, within(1e-12));
    }
}

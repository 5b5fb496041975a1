package threadvsloop.harness.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.audit.KolmogorovSmirnov;

class HistogramFitTest {

    @Test
    void theDistanceOfTwoValuesFromAUniformDistributionIsKnown() {
        Histogram two = new Histogram(1_000, 3);
        two.recordValue(20);
        two.recordValue(50);
        // F_n jumps to 1/2 at 20, where F is 0.2, and to 1 at 50, where F is 0.5: the greatest distance is 0.5.
        assertThat(HistogramFit.distance(two, x -> x / 100)).isCloseTo(0.5, within(1e-12));
        // Seen from below: before 20 nothing has come, although F is already 0.2.
        Histogram early = new Histogram(1_000, 3);
        early.recordValue(80);
        assertThat(HistogramFit.distance(early, x -> x / 100)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void aTrueClaimIsAcceptedAndOneThatIsOffByATenthIsNot() {
        SplittableRandom random = new SplittableRandom(4);
        Histogram drawn = new Histogram(1_000, 3_600_000_000_000L, 3);
        for (int i = 0; i < 5_000; i++) {
            drawn.recordValue(Math.round(-10e6 * Math.log(1 - random.nextDouble())));
        }
        double critical = KolmogorovSmirnov.critical(5_000, 0.001);
        assertThat(HistogramFit.distance(drawn, ns -> 1 - Math.exp(-ns / 10e6))).isLessThan(critical);
        assertThat(HistogramFit.distance(drawn, ns -> 1 - Math.exp(-ns / 11e6))).isGreaterThan(critical);
    }
}

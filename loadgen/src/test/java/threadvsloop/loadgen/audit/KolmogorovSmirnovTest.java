package threadvsloop.loadgen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    @Test
    void distanceByHand() {
        // F_n steps to 1/4, 1/2, 3/4, 1 at these values; F(x) = x/10. The widest gap is just before 2: 0.2 − 0.
        assertThat(KolmogorovSmirnov.distance(new long[] {9, 2, 4, 7}, x -> x / 10))
                .isCloseTo(0.2, within(1e-12));
    }

    @Test
    void distanceIsOneForAClaimThatIsAllWrong() {
        assertThat(KolmogorovSmirnov.distance(new long[] {5, 6, 7}, _ -> 0)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.distance(new long[] {5, 6, 7}, _ -> 1)).isEqualTo(1);
    }

    @Test
    void criticalDistanceIsTheTextbookOne() {
        // 1.358/√n at α = 0.05 and 1.628/√n at α = 0.01.
        assertThat(KolmogorovSmirnov.critical(100, 0.05)).isCloseTo(0.1358, within(1e-4));
        assertThat(KolmogorovSmirnov.critical(10_000, 0.01)).isCloseTo(0.01628, within(1e-5));
    }
}

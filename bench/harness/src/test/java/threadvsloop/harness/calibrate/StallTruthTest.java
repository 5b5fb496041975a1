package threadvsloop.harness.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StallTruthTest {

    private static final StallTruth TRUTH = new StallTruth(200, 1_000);

    @ParameterizedTest(name = "quantile {0}: {1}")
    @CsvSource({"0.5, 0", "0.8, 0", "0.85, 50", "0.9, 100", "0.99, 190", "1, 200"})
    void isArithmeticForAServerThatWorksOffItsBacklogAtOnce(double q, double ns) {
        assertThat(TRUTH.quantileNs(q)).isCloseTo(ns, within(1e-9));
    }

    /// One server, first come first served, that takes 100 µs for a request and rests in the last 200 ms of each
    /// second; 1,000 requests a second, over 500 periods. The fluid formula leaves out what a queue of a few costs.
    @ParameterizedTest
    @CsvSource({"false, 0.85", "false, 0.9", "false, 0.99", "true, 0.85", "true, 0.9", "true, 0.99"})
    void isWhatAQueueDoesThatIsSimulated(boolean poisson, double q) {
        StallTruth truth = new StallTruth(200_000, 1_000_000);
        int n = 500_000;
        double[] responses = simulate(poisson, n);
        double known = truth.quantileNs(q, 0.1);
        double chance = 4 * truth.standardErrorNs(q, n);
        assertThat(responses[(int) Math.ceil(q * n) - 1]).isCloseTo(known, within(chance + 300));
        assertThat(known).isGreaterThan(truth.quantileNs(q));
    }

    private static double[] simulate(boolean poisson, int n) {
        SplittableRandom random = new SplittableRandom(11);
        double[] responses = new double[n];
        double arrival = 0;
        double free = 0;
        for (int i = 0; i < n; i++) {
            arrival += poisson ? -1_000 * Math.log(1 - random.nextDouble()) : 1_000;
            free = afterStall(Math.max(arrival, free)) + 100;
            responses[i] = free - arrival;
        }
        Arrays.sort(responses);
        return responses;
    }

    private static double afterStall(double us) {
        double inPeriod = us % 1_000_000;
        return inPeriod < 800_000 ? us : us - inPeriod + 1_000_000;
    }

    @Test
    void knowsHowFewAClosedConnectionShows() {
        assertThat(new StallTruth(200_000_000, 1_000_000_000).shareInFlight(4, 1_000))
                .isEqualTo(0.004);
    }

    @Test
    void aStallIsShorterThanItsPeriod() {
        assertThatThrownBy(() -> new StallTruth(10, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 10");
    }
}

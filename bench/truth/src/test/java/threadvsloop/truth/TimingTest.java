package threadvsloop.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final int DRAWS = 100_000;
    private static final SplittableRandom RANDOM = new SplittableRandom(3);

    @Test
    void exponentialDelaysHaveTheirFloorAndTheirDistribution() {
        Timing timing = new Timing.Exponential(2_000_000, 10_000_000);
        long[] delays = LongStream.generate(() -> timing.dueNs(0, RANDOM))
                .limit(DRAWS)
                .sorted()
                .toArray();
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double claimed = 1 - Math.exp(-(delays[i] - 2e6) / 10e6);
            distance = Math.max(distance, Math.abs(claimed - (i + 0.5) / DRAWS));
        }
        assertThat(delays[0]).isGreaterThanOrEqualTo(2_000_000);
        // Smirnov: a true claim exceeds sqrt(ln(2 / 0.001) / 2n) once in a thousand times; the seed makes it one draw.
        assertThat(distance).isLessThan(Math.sqrt(Math.log(2 / 0.001) / (2.0 * DRAWS)));
    }

    @ParameterizedTest(name = "a request at {0} is answered at {1}")
    @CsvSource({
        // period 1000, stall in its last 300
        "0, 0",
        "699, 699",
        "700, 1000",
        "999, 1000",
        "1000, 1000",
        "5800, 6000",
        "-200, 0",
        "-400, -400",
    })
    void aStallEndsWithItsPeriod(long receivedNs, long dueNs) {
        assertThat(new Timing.Stall(300, 1000).dueNs(receivedNs, RANDOM)).isEqualTo(dueNs);
    }

    @Test
    void aStallIsShorterThanItsPeriod() {
        assertThatThrownBy(() -> new Timing.Stall(5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shorter than its period of 5 ns, not 5");
    }
}

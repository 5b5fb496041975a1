package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePointsTest {
    private static final int SERIES = 1000;

    @Test
    void aStepWithoutNoise() {
        double[] y = IntStream.range(0, 20).mapToDouble(i -> i < 7 ? 3 : 1).toArray();

        assertThat(ChangePoints.segments(y, 1e-3))
                .containsExactly(new ChangePoints.Segment(0, 7, 3), new ChangePoints.Segment(7, 20, 1));
    }

    @Test
    void aSpikeIsNoSegment() {
        double[] y = new double[30];
        y[12] = 50;

        assertThat(ChangePoints.segments(y, 1e-3)).hasSize(1);
        assertThat(ChangePoints.segments(new double[0], 1e-3)).isEmpty();
        assertThat(ChangePoints.segments(new double[] {4}, 1e-3)).containsExactly(new ChangePoints.Segment(0, 1, 4));
    }

    @ParameterizedTest
    @CsvSource({
        // seconds, correlation of neighbours, share of spikes
        "20, 0, 0",
        "60, 0, 0",
        "60, 0, 0.03",
        "60, 0.3, 0",
        "60, 0.5, 0",
        "300, 0, 0.02",
        "300, 0.5, 0"
    })
    void stationaryNoiseRarelyHasAStep(int seconds, double correlation, double spikes) {
        Random random = new Random(41);

        long wrong = IntStream.range(0, SERIES)
                .mapToObj(i -> noise(random, seconds, correlation, spikes))
                .filter(y -> ChangePoints.segments(y, 1e-3).size() > 1)
                .count();

        assertThat((double) wrong / SERIES).isLessThan(0.05);
    }

    @ParameterizedTest
    @CsvSource({
        // seconds, second of the step, its height in standard deviations
        "20, 6, 10",
        "60, 5, 6",
        "60, 20, 3",
        "300, 100, 2"
    })
    void aPlantedStepIsFoundWhereItIs(int seconds, int at, double sigmas) {
        Random random = new Random(42);

        long found = IntStream.range(0, SERIES)
                .mapToObj(i -> stepped(noise(random, seconds, 0, 0.02), at, sigmas))
                .map(y -> ChangePoints.segments(y, 1e-3))
                .filter(segments -> stepsNear(segments, at))
                .count();

        assertThat((double) found / SERIES).isGreaterThan(0.95);
    }

    private static boolean stepsNear(List<ChangePoints.Segment> segments, int at) {
        return segments.stream().anyMatch(segment -> segment.from() > 0 && Math.abs(segment.from() - at) <= 3);
    }

    private static double[] stepped(double[] y, int at, double height) {
        return IntStream.range(0, y.length)
                .mapToDouble(i -> i < at ? y[i] + height : y[i])
                .toArray();
    }

    /// Standard deviation 1, but for spikes of 5.
    private static double[] noise(Random random, int seconds, double correlation, double spikes) {
        double[] y = new double[seconds];
        double last = random.nextGaussian();
        for (int i = 0; i < seconds; i++) {
            last = correlation * last + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            y[i] = last + (random.nextDouble() < spikes ? 5 : 0);
        }
        return y;
    }
}

package threadvsloop.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.audit.KolmogorovSmirnov;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.ThinkTime;

/// Think times and lengths of sessions: the same for the same seed, and spread as asked for.
class DrawsTest {
    private static final int COUNT = 20_000;
    private static final ThinkTime EXPONENTIAL = new ThinkTime.Exponential(Duration.ofMillis(20));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -1})
    void exponentialTimesAre(long seed) {
        long[] times = times(EXPONENTIAL, seed, 0);

        assertThat(KolmogorovSmirnov.distance(times, ns -> 1 - Math.exp(-ns / 20e6)))
                .isLessThan(KolmogorovSmirnov.critical(COUNT, 0.01));
    }

    @Test
    void fixedTimesAreAllTheSameAndBeginAnywhere() {
        ThinkDraw draw = ThinkDraw.of(new ThinkTime.Fixed(Duration.ofMillis(20)), 1, 0);
        long[] rests = LongStream.generate(draw::rest).limit(COUNT).toArray();

        assertThat(LongStream.generate(draw::next).limit(100)).containsOnly(20_000_000L);
        assertThat(KolmogorovSmirnov.distance(rests, ns -> ns / 20e6))
                .isLessThan(KolmogorovSmirnov.critical(COUNT, 0.01));
    }

    @Test
    void theSameSeedGivesTheSameAndOtherSeedsAndLoopsGiveOthers() {
        SessionLength geometric = new SessionLength.Geometric(5);

        assertThat(times(EXPONENTIAL, 7, 1)).containsExactly(times(EXPONENTIAL, 7, 1));
        assertThat(times(EXPONENTIAL, 8, 1)).isNotEqualTo(times(EXPONENTIAL, 7, 1));
        assertThat(times(EXPONENTIAL, 7, 2)).isNotEqualTo(times(EXPONENTIAL, 7, 1));
        assertThat(lengths(geometric, 7, 1)).containsExactly(lengths(geometric, 7, 1));
        assertThat(lengths(geometric, 7, 2)).isNotEqualTo(lengths(geometric, 7, 1));
    }

    /// Pearson's χ² over 1, 2, … 14 and more: 32.9 for 14 degrees of freedom is exceeded once in 340 seeds.
    @ParameterizedTest
    @ValueSource(doubles = {1.5, 4, 20})
    void geometricLengthsAre(double mean) {
        int[] lengths = lengths(new SessionLength.Geometric(mean), 3, 0);
        double chiSquared = 0;
        double left = 1;
        for (int n = 1; n <= 14; n++) {
            int exactly = n;
            double expected = COUNT * left / mean;
            chiSquared += square(IntStream.of(lengths)
                                    .filter(length -> length == exactly)
                                    .count()
                            - expected)
                    / expected;
            left *= 1 - 1 / mean;
        }
        double expected = COUNT * left;
        chiSquared += square(IntStream.of(lengths).filter(length -> length > 14).count() - expected) / expected;

        assertThat(IntStream.of(lengths)).allMatch(length -> length >= 1);
        assertThat(chiSquared).isLessThan(32.9);
    }

    @Test
    void aMeanOfOneIsAlwaysOne() {
        assertThat(lengths(new SessionLength.Geometric(1), 3, 0)).containsOnly(1);
        assertThat(lengths(new SessionLength.Fixed(3), 3, 0)).containsOnly(3);
    }

    private static double square(double x) {
        return x * x;
    }

    private static long[] times(ThinkTime think, long seed, int loop) {
        return LongStream.generate(ThinkDraw.of(think, seed, loop)::next)
                .limit(COUNT)
                .toArray();
    }

    private static int[] lengths(SessionLength length, long seed, int loop) {
        return IntStream.generate(LengthDraw.of(length, seed, loop)::next)
                .limit(COUNT)
                .toArray();
    }
}

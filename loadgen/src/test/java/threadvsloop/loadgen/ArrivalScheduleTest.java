package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalScheduleTest {
    private static final int COUNT = 20_000;

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameArrivals(Arrivals arrivals) {
        LoadShape.Open open = new LoadShape.Open(arrivals, 1234.5);

        assertThat(offsets(ArrivalSchedule.of(open, 42, 1, 3)))
                .containsExactly(offsets(ArrivalSchedule.of(open, 42, 1, 3)));
    }

    @Test
    void otherSeedsAndOtherLoopsGiveOtherPoissonArrivals() {
        LoadShape.Open open = new LoadShape.Open(Arrivals.POISSON, 1000);
        long[] first = offsets(ArrivalSchedule.of(open, 42, 0, 2));

        assertThat(offsets(ArrivalSchedule.of(open, 43, 0, 2))).isNotEqualTo(first);
        assertThat(offsets(ArrivalSchedule.of(open, 42, 1, 2))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void arrivalsNeverGoBack(Arrivals arrivals) {
        long[] offsets = offsets(ArrivalSchedule.of(new LoadShape.Open(arrivals, 3_000_000), 1, 0, 1));

        assertThat(offsets).isSorted();
        assertThat(offsets[0]).isGreaterThanOrEqualTo(0);
    }

    @Test
    void constantArrivalsStandExactlyWhereTheRateSays() {
        ArrivalSchedule schedule = ArrivalSchedule.of(new LoadShape.Open(Arrivals.CONSTANT, 3), 1, 0, 1);

        assertThat(schedule.next()).isZero();
        assertThat(schedule.next()).isEqualTo(333_333_333);
        assertThat(schedule.next()).isEqualTo(666_666_667);
        assertThat(schedule.next()).isEqualTo(1_000_000_000);
    }

    @Test
    void constantLoopsInterleaveToOneConstantStream() {
        LoadShape.Open open = new LoadShape.Open(Arrivals.CONSTANT, 1000);
        long[] together = IntStream.range(0, 4)
                .mapToObj(loop -> ArrivalSchedule.of(open, 1, loop, 4))
                .flatMapToLong(schedule -> LongStream.generate(schedule::next).limit(100))
                .sorted()
                .toArray();

        assertThat(together)
                .containsExactly(
                        LongStream.range(0, 400).map(i -> i * 1_000_000).toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, -1, Long.MAX_VALUE})
    void poissonGapsAreExponential(long seed) {
        long[] gaps = gaps(offsets(ArrivalSchedule.of(new LoadShape.Open(Arrivals.POISSON, 1000), seed, 0, 1)));

        assertThat(distanceFromExponential(gaps, 1e6)).isLessThan(KolmogorovSmirnov.critical(gaps.length, 0.01));
    }

    @Test
    void poissonLoopsAddUpToPoisson() {
        LoadShape.Open open = new LoadShape.Open(Arrivals.POISSON, 1000);
        long[] together = IntStream.range(0, 4)
                .mapToObj(loop -> ArrivalSchedule.of(open, 5, loop, 4))
                .flatMapToLong(schedule -> LongStream.generate(schedule::next).limit(COUNT / 4))
                .sorted()
                .limit(COUNT / 2)
                .toArray();

        long[] gaps = gaps(together);
        assertThat(distanceFromExponential(gaps, 1e6)).isLessThan(KolmogorovSmirnov.critical(gaps.length, 0.01));
    }

    @Test
    void theTestTellsAWrongRateFromTheRightOne() {
        long[] gaps = gaps(offsets(ArrivalSchedule.of(new LoadShape.Open(Arrivals.POISSON, 1000), 42, 0, 1)));

        assertThat(distanceFromExponential(gaps, 1.1e6)).isGreaterThan(KolmogorovSmirnov.critical(gaps.length, 1e-6));
    }

    private static double distanceFromExponential(long[] gaps, double meanNs) {
        return KolmogorovSmirnov.distance(gaps, gap -> 1 - Math.exp(-gap / meanNs));
    }

    private static long[] offsets(ArrivalSchedule schedule) {
        return LongStream.generate(schedule::next).limit(COUNT).toArray();
    }

    private static long[] gaps(long[] offsets) {
        long[] gaps = new long[offsets.length - 1];
        Arrays.setAll(gaps, i -> offsets[i + 1] - offsets[i]);
        return gaps;
    }
}

package threadvsloop.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.audit.KolmogorovSmirnov;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.CumulativeRate;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;

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

    /// 500 arrivals in the first second, none in the next, then 500 in each: the stall and the moment at
    /// which it ends.
    @Test
    void aStallHasNoArrivalsAndEndsAtItsMoment() {
        RateProfile steps = RateProfile.steps(List.of(500.0, 0.0, 500.0), Duration.ofSeconds(1));
        ArrivalSchedule schedule = ArrivalSchedule.of(Arrivals.CONSTANT, steps, Duration.ofSeconds(2), 1, 0, 1);
        long[] offsets = LongStream.generate(schedule::next).limit(2501).toArray();

        assertThat(offsets[1499]).isEqualTo(2_998_000_000L);
        assertThat(offsets[1500]).isEqualTo(4_000_000_000L);
        assertThat(offsets[1501]).isEqualTo(4_002_000_000L);
        assertThat(offsets[2500]).isEqualTo(6_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void afterALastRateOfZeroNothingArrives(Arrivals arrivals) {
        RateProfile ending = RateProfile.steps(List.of(10.0, 0.0), Duration.ofSeconds(1));
        ArrivalSchedule schedule = ArrivalSchedule.of(arrivals, ending, Duration.ZERO, 1, 0, 1);
        long[] offsets = LongStream.generate(schedule::next).limit(100).toArray();

        assertThat(offsets).isSorted().contains(CumulativeRate.NEVER_NS);
        assertThat(LongStream.of(offsets)).allMatch(ns -> ns <= 1_000_000_000 || ns == CumulativeRate.NEVER_NS);
    }

    /// The k-th arrival of a ramp from 0 to 1,000/s over 1 s comes after √(k/500) s.
    @Test
    void aRampFromNothingIsTheRootOfTheCount() {
        RateProfile ramp = RateProfile.ramp(0, 1000, Duration.ofSeconds(1));
        ArrivalSchedule schedule = ArrivalSchedule.of(Arrivals.CONSTANT, ramp, Duration.ZERO, 1, 0, 1);

        for (int k = 0; k < 500; k++) {
            assertThat(schedule.next()).isEqualTo(Math.round(1e9 * Math.sqrt(k / 500.0)));
        }
        // From its end on, the rate stays.
        assertThat(schedule.next()).isEqualTo(1_000_000_000);
        assertThat(schedule.next()).isEqualTo(1_001_000_000);
    }

    /// Rescaled by the cumulative rate, gaps are exponential with mean 1, for all loops together too.
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void poissonArrivalsFollowTheRate(int loops) {
        RateProfile profile = new RateProfile(List.of(
                new RateProfile.Knot(Duration.ZERO, 2000),
                new RateProfile.Knot(Duration.ofSeconds(2), 0),
                new RateProfile.Knot(Duration.ofSeconds(3), 0),
                new RateProfile.Knot(Duration.ofSeconds(3), 100),
                new RateProfile.Knot(Duration.ofSeconds(8), 5000)));
        Duration warmup = Duration.ofMillis(500);
        CumulativeRate rate = CumulativeRate.of(profile, warmup);
        long[] together = IntStream.range(0, loops)
                .mapToObj(loop -> ArrivalSchedule.of(Arrivals.POISSON, profile, warmup, 9, loop, loops))
                .flatMapToLong(schedule -> LongStream.generate(schedule::next).takeWhile(ns -> ns < 8_000_000_000L))
                .sorted()
                .toArray();
        double[] gaps = new double[together.length - 1];
        Arrays.setAll(gaps, i -> rate.at(together[i + 1]) - rate.at(together[i]));

        // 1,000 in the warm-up, 2,000 in the fall, then 100·4.5 + 980·4.5²/2.
        assertThat((double) together.length).isCloseTo(13_372.5, within(6 * Math.sqrt(13_372.5)));
        assertThat(LongStream.of(together)).noneMatch(ns -> ns > 2_500_000_000L && ns < 3_500_000_000L);
        assertThat(KolmogorovSmirnov.distance(gaps, gap -> 1 - Math.exp(-gap)))
                .isLessThan(KolmogorovSmirnov.critical(gaps.length, 0.01));
    }

    @Test
    void constantLoopsInterleaveAlongARamp() {
        RateProfile ramp = RateProfile.ramp(100, 900, Duration.ofSeconds(1));
        long[] one = of(ramp, 0, 1).limit(800).toArray();
        long[] three = IntStream.range(0, 3)
                .mapToObj(loop -> of(ramp, loop, 3).limit(300))
                .flatMapToLong(stream -> stream)
                .sorted()
                .limit(800)
                .toArray();

        assertThat(three).containsExactly(one);
    }

    private static LongStream of(RateProfile profile, int loop, int loops) {
        ArrivalSchedule schedule = ArrivalSchedule.of(Arrivals.CONSTANT, profile, Duration.ZERO, 1, loop, loops);
        return LongStream.generate(schedule::next);
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

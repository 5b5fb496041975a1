package threadvsloop.loadgen.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import threadvsloop.model.measured.Interval;

class KeptIntervalsTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void aShortRunIsKeptSecondBySecond() {
        KeptIntervals kept = new KeptIntervals(100, Long.MAX_VALUE);
        for (int second = 0; second < 100; second++) {
            kept.add(numbers(second), true, times(10));
        }

        assertThat(kept.intervals(0)).hasSize(100).allMatch(i -> i.endNs() - i.startNs() == SECOND_NS);
    }

    /// Nothing is lost and nothing counted twice; intervals follow one another, and the drain stays apart.
    @Test
    void aLongRunIsKeptInLongerIntervalsOfTheSameSum() {
        KeptIntervals kept = new KeptIntervals(16, Long.MAX_VALUE);
        Histogram all = Times.histogram();
        for (int second = 0; second < 1_000; second++) {
            List<Histogram> times = times(10);
            all.add(times.getFirst());
            kept.add(numbers(second), second < 995, times);
        }

        List<Interval> intervals = kept.intervals(5 * SECOND_NS);
        assertThat(intervals).hasSizeBetween(8, 16);
        Histogram sum = Times.histogram();
        intervals.forEach(interval -> sum.add(interval.response()));
        assertThat(sum).isEqualTo(all);
        assertThat(intervals.stream().mapToLong(Interval::completed).sum()).isEqualTo(1_000 * 10);
        assertThat(intervals.stream().mapToLong(Interval::errors).sum()).isEqualTo(1_000);
        assertThat(intervals).allMatch(interval -> interval.meanInFlight() == 3 && interval.open() == 4);
        assertThat(intervals.getFirst().epochStartMs()).isEqualTo(5_000);
        for (int i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).startNs())
                    .isEqualTo(intervals.get(i - 1).endNs());
        }
        assertThat(intervals.getLast().endNs()).isEqualTo(1_000 * SECOND_NS);
        assertThat(intervals).extracting(Interval::startNs).contains(995 * SECOND_NS);
        // No length but the drain's is more than twice another's, or the load could not be told from noise.
        assertThat(intervals)
                .filteredOn(interval -> interval.endNs() < 900 * SECOND_NS)
                .allMatch(interval -> interval.endNs() - interval.startNs() < 200 * SECOND_NS);
    }

    @Test
    void bytesAreBoundedToo() {
        KeptIntervals kept = new KeptIntervals(1_000, 100_000);
        for (int second = 0; second < 500; second++) {
            kept.add(numbers(second), true, times(200));
            assertThat(kept.bytes()).isLessThanOrEqualTo(100_000);
        }
        assertThat(kept.intervals(0).stream().mapToLong(Interval::completed).sum())
                .isEqualTo(500 * 10);
    }

    /// Beyond two hours nothing is added to what is kept, so a week takes no more room.
    @Test
    void whatIsKeptStopsGrowing() {
        KeptIntervals kept = new KeptIntervals();
        List<Histogram> times = times(2);
        long fullBytes = 0;
        for (int second = 0; second < KeptIntervals.MAX_INTERVALS + 1_000; second++) {
            kept.add(numbers(second), true, times);
            fullBytes = second < KeptIntervals.MAX_INTERVALS ? kept.bytes() : fullBytes;
        }

        assertThat(kept.size()).isEqualTo(KeptIntervals.MAX_INTERVALS);
        assertThat(kept.bytes()).isLessThanOrEqualTo(fullBytes);
    }

    private static KeptIntervals.Numbers numbers(int second) {
        return new KeptIntervals.Numbers(second * SECOND_NS, (second + 1) * SECOND_NS, 10, 1, 2, 3, 4);
    }

    private List<Histogram> times(int count) {
        List<Histogram> times = new ArrayList<>();
        for (int i = 0; i < Timeline.TIMES; i++) {
            Histogram one = Times.histogram();
            for (int value = 0; value < count; value++) {
                Times.record(one, random.nextLong(1_000_000, 100_000_000));
            }
            times.add(one);
        }
        return times;
    }
}

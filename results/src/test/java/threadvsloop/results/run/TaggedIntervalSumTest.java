package threadvsloop.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TaggedIntervalSumTest {

    /// Half of all are 10, the other half 1,000: percentiles are those of the sum, never means of percentiles.
    @Test
    void quantilesOfTheSum() {
        Histogram both = TaggedInterval.sum(List.of(histogram(990, 10), histogram(10, 990)));

        assertThat(both.getTotalCount()).isEqualTo(2_000);
        assertThat(both.getValueAtPercentile(50)).isEqualTo(10);
        assertThat(both.getValueAtPercentile(51)).isEqualTo(1_000);
    }

    /// A generator's histograms tell microseconds apart, not nanoseconds: their sum has the quantiles that each has.
    @Test
    void theSumIsAsFineAsItsParts() {
        Histogram second = new Histogram(1_000, 3_600_000_000_000L, 3);
        second.recordValueWithCount(43_333, 1_000);

        Histogram sum = TaggedInterval.sum(List.of(second, second));

        assertThat(sum.getTotalCount()).isEqualTo(2_000);
        assertThat(second.getTotalCount()).isEqualTo(1_000);
        assertThat(sum.getValueAtPercentile(50)).isEqualTo(second.getValueAtPercentile(50));
    }

    private static Histogram histogram(long tens, long thousands) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(10, tens);
        histogram.recordValueWithCount(1000, thousands);
        return histogram;
    }
}

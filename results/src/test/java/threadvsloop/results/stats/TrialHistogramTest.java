package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TrialHistogramTest {

    /// 990 values of 10 and 10 of 1000: p99 is the 990th; merged with its mirror, half of all are 1000.
    @Test
    void quantilesOfTheSum() {
        Histogram mostlyTen = histogram(990, 10);
        Histogram mostlyThousand = histogram(10, 990);

        assertThat(TrialHistogram.quantile(mostlyTen, 0.99)).hasValue(10);
        Histogram both = TrialHistogram.merged(List.of(mostlyTen, mostlyThousand));
        assertThat(TrialHistogram.quantile(both, 0.5)).hasValue(10);
        assertThat(TrialHistogram.quantile(both, 0.51)).hasValue(1000);
    }

    /// A generator's histograms tell microseconds apart, not nanoseconds: their sum has the quantiles that each has.
    @Test
    void theSumIsAsFineAsItsParts() {
        Histogram second = new Histogram(1_000, 3_600_000_000_000L, 3);
        second.recordValueWithCount(43_333, 1_000);

        Histogram sum = TrialHistogram.merged(List.of(second, second));

        assertThat(sum.getTotalCount()).isEqualTo(2_000);
        assertThat(second.getTotalCount()).isEqualTo(1_000);
        assertThat(TrialHistogram.quantile(sum, 0.5)).hasValue(second.getValueAtPercentile(50));
    }

    @Test
    void aQuantileNeedsValuesBeyondIt() {
        assertThat(TrialHistogram.quantile(histogram(990, 10), 0.999)).isEmpty();
        assertThat(TrialHistogram.quantile(histogram(9990, 10), 0.999)).hasValue(10);
        assertThat(TrialHistogram.quantile(new Histogram(3), 0.5)).isEmpty();
        assertThatThrownBy(() -> TrialHistogram.quantile(new Histogram(3), 1)).hasMessageContaining("quantile 1.0");
    }

    private static Histogram histogram(long tens, long thousands) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(10, tens);
        histogram.recordValueWithCount(1000, thousands);
        return histogram;
    }
}

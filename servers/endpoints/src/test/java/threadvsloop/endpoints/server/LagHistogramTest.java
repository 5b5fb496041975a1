package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagHistogramTest {
    private final LagHistogram histogram = new LagHistogram();

    private long quantileNs(double fraction) {
        long[] sums = LagHistogram.newSums();
        histogram.addTo(sums);
        return LagHistogram.quantileNs(sums, fraction);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 5, 7, 8, 9, 1_000, 123_456_789, Long.MAX_VALUE / 2})
    void isRightToAQuarter(long ns) {
        histogram.record(ns);
        assertThat(quantileNs(0.5)).isGreaterThan(ns).isLessThanOrEqualTo(ns + ns / 4 + 1);
        assertThat(histogram.maxNs()).isEqualTo(ns);
    }

    @Test
    void findsQuantiles() {
        for (int i = 1; i <= 99; i++) {
            histogram.record(1_000);
        }
        histogram.record(1_000_000);
        assertThat(quantileNs(0.5)).isBetween(1_000L, 1_250L);
        assertThat(quantileNs(0.99)).isBetween(1_000L, 1_250L);
        assertThat(quantileNs(1)).isBetween(1_000_000L, 1_250_000L);
    }

    @Test
    void isZeroBeforeTheFirst() {
        assertThat(quantileNs(0.5)).isZero();
    }

    @Test
    void addsUpOverLoops() {
        LagHistogram other = new LagHistogram();
        histogram.record(10);
        other.record(10);
        other.record(100_000);
        long[] sums = LagHistogram.newSums();
        histogram.addTo(sums);
        other.addTo(sums);
        assertThat(LagHistogram.quantileNs(sums, 0.6)).isBetween(10L, 13L);
        assertThat(LagHistogram.quantileNs(sums, 0.9)).isBetween(100_000L, 125_000L);
    }
}

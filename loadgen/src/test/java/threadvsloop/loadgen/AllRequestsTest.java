package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.record.Times;
import threadvsloop.model.measured.AllRequests;

class AllRequestsTest {
    /// Against the plain definition: all values in order, failed ones at the end, and the one at the quantile's rank.
    @Test
    void aQuantileIsThatOfTheSortedListWithFailuresLast() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            Histogram good = Times.histogram();
            List<Double> all = new ArrayList<>();
            for (int i = random.nextInt(200); i >= 0; i--) {
                long ns = random.nextLong(1_000_000, 1_000_000_000);
                good.recordValue(ns);
                all.add((double) good.highestEquivalentValue(ns));
            }
            all.sort(null);
            int failed = random.nextInt(100);
            for (int i = 0; i < failed; i++) {
                all.add(Double.POSITIVE_INFINITY);
            }
            for (double percentile : new double[] {1, 10, 25, 50, 75, 90, 99, 99.9, 100}) {
                int rank = Math.max(1, (int) Math.ceil(Math.nextDown(percentile) / 100 * all.size()));
                assertThat(AllRequests.quantile(good, failed, percentile))
                        .describedAs("%s of %d and %d failed", percentile, good.getTotalCount(), failed)
                        .isEqualTo(all.get(rank - 1));
            }
        }
    }

    @Test
    void withoutFailuresItIsTheHistograms() {
        Histogram good = Results.of(5_000_000, 10);

        assertThat(AllRequests.quantile(good, 0, 99)).isEqualTo((double) good.getValueAtPercentile(99));
        assertThat(AllRequests.mean(good, 0)).isEqualTo(good.getMean());
    }

    @Test
    void withoutAnyRequestItIsNothing() {
        assertThat(AllRequests.quantile(Times.histogram(), 0, 99)).isZero();
        assertThat(AllRequests.mean(Times.histogram(), 0)).isZero();
    }

    @Test
    void aMeanOverFailuresIsInfinite() {
        assertThat(AllRequests.mean(Results.of(5_000_000, 10), 1)).isInfinite();
        assertThat(AllRequests.quantile(Times.histogram(), 3, 1)).isInfinite();
    }
}

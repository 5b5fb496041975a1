package threadvsloop.loadgen.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TimesTest {
    /// Log-uniform over the whole range, so that all orders of magnitude occur; every count, quantile and the mean.
    @Test
    void aKeptCopyIsTheSameToTheLastCount() {
        for (int seed = 0; seed < 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Histogram original = Times.histogram();
            int count = random.nextInt(1, 20_000);
            for (int i = 0; i < count; i++) {
                Times.record(original, (long) Math.exp(random.nextDouble() * Math.log(2.0 * Times.MOST_NS)));
            }
            Histogram copy = Times.copy(original);

            assertThat(copy.getTotalCount()).isEqualTo(count);
            assertThat(copy.getMaxValue()).isEqualTo(original.getMaxValue());
            assertThat(copy.getMinValue()).isEqualTo(original.getMinValue());
            assertThat(copy.getMean()).isEqualTo(original.getMean());
            for (double p = 0; p <= 100; p += 0.7) {
                assertThat(copy.getValueAtPercentile(p)).isEqualTo(original.getValueAtPercentile(p));
            }
            Histogram sum = Times.histogram();
            sum.add(copy);
            assertThat(sum).isEqualTo(original);
            assertThat(TimesBytes.unpack(new TimesBytes().pack(original))).isEqualTo(copy);
        }
    }

    @Test
    void aCopyOfNothingIsEmpty() {
        assertThat(Times.copy(Times.histogram()).getTotalCount()).isZero();
        assertThat(TimesBytes.unpack(new TimesBytes().pack(Times.histogram())).getTotalCount())
                .isZero();
    }

    /// 3,000 requests within a second, most of them within a factor of two, as a server answers them.
    @Test
    void aSecondIsKeptInFewBytes() {
        SplittableRandom random = new SplittableRandom(1);
        Histogram second = Times.histogram();
        for (int i = 0; i < 3000; i++) {
            Times.record(second, (long) (1e6 * Math.exp(random.nextDouble())));
        }

        assertThat(Times.copy(second).getEstimatedFootprintInBytes()).isLessThan(40_000);
    }
}

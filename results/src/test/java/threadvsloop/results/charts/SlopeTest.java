package threadvsloop.results.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlopeTest {

    @Test
    void memoryIsToldInKibPerConnection() {
        List<double[]> mib = Stream.of(0, 1000, 2000, 0, 1000, 2000)
                .map(connections -> new double[] {connections, 50 + connections * 10.5 / 1024})
                .toList();

        assertThat(Slope.KIB.note(mib)).isEqualTo("10.5 KiB per connection (10.5 to 10.5)");
    }

    @Test
    void aFlatLineIsZeroAndNotMinusZero() {
        List<double[]> threads = Stream.of(0, 1000, 2000, 0, 1000, 2000)
                .map(connections -> new double[] {connections, 18 - connections * 1e-7})
                .toList();

        assertThat(Slope.THREADS.note(threads)).isEqualTo("0 threads per connection (0 to 0)");
    }

    @Test
    void twoTrialsHaveASlopeAndSayThatItIsUnbounded() {
        List<double[]> threads = List.of(new double[] {0, 10}, new double[] {100, 110});

        assertThat(Slope.THREADS.note(threads))
                .isEqualTo("1.00 threads per connection (too few trials for an interval)");
        assertThat(Slope.THREADS.note(List.of())).isEmpty();
    }
}

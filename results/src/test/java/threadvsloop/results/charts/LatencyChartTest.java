package threadvsloop.results.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyChartTest {

    /// 1000 requests: 990 of 10 ms, 9 of 100 ms, one of a second.
    @Test
    void pointsRunFromTheFirstTenthToTheSlowestRequest() {
        Histogram ns = new Histogram(3);
        ns.recordValueWithCount(10_000_000, 990);
        ns.recordValueWithCount(100_000_000, 9);
        ns.recordValue(1_000_000_000);

        List<double[]> points = LatencyChart.points(ns);

        assertThat(points.getFirst()[0]).isCloseTo(Math.log10(1 / 0.9), within(1e-12));
        assertThat(at(points, 1.9)).isCloseTo(10, within(0.1));
        assertThat(at(points, 2.5)).isCloseTo(100, within(0.1));
        assertThat(points.getLast()[0]).isCloseTo(3, within(1e-12));
        assertThat(points.getLast()[1]).isCloseTo(1000, within(1.0));
    }

    @Test
    void everyPointIsItsPercentile() {
        Random random = new Random(3);
        Histogram ns = new Histogram(3);
        for (int i = 0; i < 12_345; i++) {
            ns.recordValue(Math.round(1e6 * Math.exp(2 * random.nextGaussian())));
        }

        List<double[]> points = LatencyChart.points(ns);

        assertThat(points).hasSizeGreaterThan(70);
        assertThat(points.subList(0, points.size() - 1))
                .allSatisfy(point -> assertThat(point[1])
                        .isEqualTo(ns.getValueAtPercentile(100 * (1 - Math.pow(10, -point[0]))) / 1e6));
    }

    private static double at(List<double[]> points, double nines) {
        return points.stream()
                .filter(point -> Math.abs(point[0] - nines) < 0.05)
                .findFirst()
                .orElseThrow()[1];
    }
}

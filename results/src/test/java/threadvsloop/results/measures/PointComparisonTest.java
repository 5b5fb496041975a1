package threadvsloop.results.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.TaggedInterval;
import threadvsloop.results.stats.Spread;

class PointComparisonTest {

    @Test
    void invalidTrialsAreCountedAndLeftOutAndSuspectOnesTakePart(@TempDir Path directory) throws IOException {
        PointComparison point = new PointComparison(plaintext(directory), "blocking-platform");

        assertThat(point.statuses("eventloop"))
                .isEqualTo(Map.of(Status.VALID, 1L, Status.SUSPECT, 1L, Status.INVALID, 1L));
        assertThat(point.byBlock("eventloop", Metric.P99)).containsOnlyKeys(2, 3);
        assertThat(point.spread("eventloop", Metric.P99))
                .hasValueSatisfying(spread -> assertThat(spread.n()).isEqualTo(2));
        assertThat(point.ratio("eventloop", Metric.CPU_PER_REQUEST)).hasValueSatisfying(effect -> {
            assertThat(effect.blocks()).isEqualTo(2);
            assertThat(effect.ratio()).isLessThan(1);
        });
        assertThat(point.ratio("blocking-platform", Metric.P99)).isEmpty();
    }

    @Test
    void medianOfEvenAndOddNumbers() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).hasValueSatisfying(spread -> {
            assertThat(spread.median()).isEqualTo(2);
            assertThat(spread.min()).isEqualTo(1);
            assertThat(spread.max()).isEqualTo(3);
            assertThat(spread.mean()).isCloseTo(Math.cbrt(6), within(1e-12));
        });
        assertThat(Spread.of(List.of(4.0, 1.0))).hasValueSatisfying(spread -> {
            assertThat(spread.median()).isEqualTo(2.5);
            assertThat(spread.mean()).isCloseTo(2, within(1e-12));
        });
        assertThat(Spread.of(List.of(0.0, 1.0)).orElseThrow().mean()).isEqualTo(0.5);
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void quantilesComeFromTheSumOfIntervals() {
        Histogram quiet = new Histogram(3);
        quiet.recordValueWithCount(10, 990);
        Histogram loud = new Histogram(3);
        loud.recordValueWithCount(1000, 10);

        Histogram sum = TaggedInterval.sum(
                List.of(
                        new TaggedInterval("response", 0, 1000, quiet),
                        new TaggedInterval("response", 1000, 2000, loud),
                        new TaggedInterval("service", 0, 1000, loud)),
                "response");

        // The average of the two intervals' p99 would be 505.
        assertThat(sum.getValueAtPercentile(99)).isEqualTo(10);
        assertThat(sum.getTotalCount()).isEqualTo(1000);
    }

    private static List<Trial> plaintext(Path directory) throws IOException {
        Path run = SyntheticRun.quick()
                .withOnly(entry -> entry.scenario().equals("plaintext"))
                .withTrials(PointComparisonTest::blockDecides)
                .write(directory.resolve("run"));
        return RunDirectory.open(run).trials().readable();
    }

    private static Trial blockDecides(Trial trial) {
        if (!trial.contestant().equals("eventloop")) {
            return trial;
        }
        return switch (trial.block()) {
            case 1 -> trial.withValidity(new Validity(Status.INVALID, List.of("it died")));
            case 2 -> trial.withValidity(new Validity(Status.SUSPECT, List.of("steal 6%")));
            default -> trial;
        };
    }
}

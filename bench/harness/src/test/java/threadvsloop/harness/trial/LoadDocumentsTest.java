package threadvsloop.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadDocumentsTest {

    /// There is one for each second of a run, which may last for days.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 77, 10_000, 1_000_000, 12_345_678})
    void aCountOfRequestsInFlightTakesLittleRoom(long number) {
        Histogram count = LoadDocuments.count(number);

        assertThat(count.getTotalCount()).isEqualTo(1);
        assertThat(count.valuesAreEquivalent(count.getMaxValue(), number)).isTrue();
        assertThat(count.getEstimatedFootprintInBytes()).isLessThan(1_500);
    }
}

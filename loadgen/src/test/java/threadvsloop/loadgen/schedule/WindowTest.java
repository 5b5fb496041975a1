package threadvsloop.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Window WINDOW = new Window(0, 1_500_000_000L, 4_000_000_000L, 9_000_000_000L);

    @Test
    void boundariesAreWholeSecondsFromTheStartOfTheMeasurementAndItsEnd() {
        List<Double> boundaries = new ArrayList<>();
        for (long at = WINDOW.loadNs(); boundaries.size() < 7; at = WINDOW.boundaryAfter(at)) {
            boundaries.add(WINDOW.boundaryAfter(at) / (double) SECOND);
        }

        assertThat(boundaries).containsExactly(0.5, 1.5, 2.5, 3.5, 4.0, 5.0, 6.0);
    }

    @Test
    void stoppedInTheMeasurementItEndsThereWithoutADrain() {
        assertThat(WINDOW.stoppedAt(2 * SECOND)).isEqualTo(new Window(0, 1_500_000_000L, 2 * SECOND, 2 * SECOND));
    }

    @Test
    void stoppedInTheWarmUpItMeasuresNothing() {
        assertThat(WINDOW.stoppedAt(SECOND)).isEqualTo(new Window(0, SECOND, SECOND, SECOND));
    }

    @Test
    void stoppedInTheDrainItOnlyEndsThat() {
        assertThat(WINDOW.stoppedAt(5 * SECOND)).isEqualTo(new Window(0, 1_500_000_000L, 4 * SECOND, 5 * SECOND));
    }
}

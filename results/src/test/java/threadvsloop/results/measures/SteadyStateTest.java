package threadvsloop.results.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

    @Test
    void steadyFromTheStart() {
        assertThat(SteadyState.of(series(30, second -> 4), 10))
                .isEqualTo(new SteadyState.From(0, Math.exp(Math.log(4))));
    }

    /// Interpreted at 8 ms, half compiled at 4, compiled at 2.
    @Test
    void steadyAfterTheLastStep() {
        SteadyState state = SteadyState.of(noisy(60, second -> second < 6 ? 8 : second < 15 ? 4 : 2), 10);

        assertThat(state).isInstanceOfSatisfying(SteadyState.From.class, from -> {
            assertThat(from.second()).isEqualTo(15);
            assertThat(from.level()).isCloseTo(2, within(0.05));
        });
    }

    @Test
    void aStepTooSmallToMatterDoesNotCount() {
        assertThat(SteadyState.of(series(60, second -> second < 30 ? 1.03 : 1), 10))
                .isInstanceOfSatisfying(
                        SteadyState.From.class,
                        from -> assertThat(from.second()).isZero());
    }

    @Test
    void aChangeNearTheEndIsNoSteadyState() {
        assertThat(SteadyState.of(noisy(60, second -> second < 54 ? 2 : 3), 10))
                .isEqualTo(new SteadyState.None("it still changed at second 54 of 60"));
    }

    @Test
    void aLongDriftIsNoSteadyState() {
        assertThat(SteadyState.of(noisy(60, second -> Math.exp(-0.02 * second)), 20))
                .isInstanceOf(SteadyState.None.class);
    }

    @Test
    void tooShortOrNonsense() {
        assertThat(SteadyState.of(series(5, second -> 1), 10))
                .isEqualTo(new SteadyState.None("5 s are too few: 10 s must be steady"));
        assertThatThrownBy(() -> SteadyState.of(series(5, second -> second), 3))
                .hasMessageContaining("second 0 has 0.0");
        assertThatThrownBy(() -> SteadyState.of(series(5, second -> 1), 2)).hasMessageContaining("2 steady seconds");
    }

    private static double[] series(int seconds, IntToDoubleFunction level) {
        return IntStream.range(0, seconds).mapToDouble(level).toArray();
    }

    private static double[] noisy(int seconds, IntToDoubleFunction level) {
        Random random = new Random(51);
        return series(seconds, second -> level.applyAsDouble(second) * Math.exp(0.03 * random.nextGaussian()));
    }
}

package threadvsloop.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SelfComparisonTest {

    @Test
    void falsePositivesAreAsRareAsTheIntervalsSay() {
        NoisyMachine machine = NoisyMachine.disturbed(21, 0.03, 0.05);

        SelfComparison same = SelfComparison.of(machine.trials(400, 10), machine.trials(400, 10), 10)
                .orElseThrow();

        assertThat(same.falsePositives().tries()).isEqualTo(40);
        assertThat(same.falsePositives().interval().contains(0.05)).isTrue();
        assertThat(Objects.requireNonNull(same.ratio().interval()).contains(1)).isTrue();
        assertThat(same.falsePositiveRate()).isCloseTo(0.05, within(0.015));
        assertThat(same.ratio().blocks()).isEqualTo(400);
    }

    /// Without disturbances, the noise that was measured says what the noise that is known says.
    @Test
    void theSmallestDifferenceFollowsFromTheNoise() {
        NoisyMachine machine = NoisyMachine.disturbed(22, 0.03, 0);

        SelfComparison same = SelfComparison.of(machine.trials(400, 10), machine.trials(400, 10), 10)
                .orElseThrow();

        assertThat(Power.of(10, Math.log(same.smallestRatio()), machine.logDeviation()))
                .isCloseTo(Power.USUAL, within(0.05));
    }

    /// The second of each pair is 3% higher in the first six and 2% in the others: both comparisons
    /// leave out 1.
    @Test
    void aBiasIsSeen() {
        Map<Integer, Double> first = new TreeMap<>();
        Map<Integer, Double> second = new TreeMap<>();
        for (int pair = 0; pair < 14; pair++) {
            first.put(pair, 100.0);
            second.put(pair, pair < 6 ? 103.0 : 102.0);
        }

        SelfComparison same = SelfComparison.of(first, second, 6).orElseThrow();

        assertThat(same.falsePositives()).isEqualTo(new Proportion(2, 2));
        assertThat(same.ratio().ratio()).isBetween(1.02, 1.03);
        assertThat(Objects.requireNonNull(same.ratio().interval()).contains(1)).isFalse();
    }

    @Test
    void tooFewPairsOrAZeroGiveNothing() {
        Map<Integer, Double> three = Map.of(1, 1.0, 2, 1.0, 3, 1.0);

        assertThat(SelfComparison.of(three, three, 4)).isEmpty();
        assertThat(SelfComparison.of(three, Map.of(1, 1.0, 2, 0.0, 3, 1.0), 2)).isEmpty();
        assertThatThrownBy(() -> SelfComparison.of(three, three, 1)).hasMessageContaining("1 blocks");
    }
}

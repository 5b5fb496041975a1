package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Held against a result of 1,000 requests, all answered: response 10 ms, service 9 ms, 1,000 per second.
class ObjectiveTest {
    @ParameterizedTest
    @CsvSource({
        "p99<11ms, true",
        "p99<10ms, false",
        "p99.9<=0.011s, true",
        "max<9000us, false",
        "mean<11ms, true",
        "mean>11ms, false",
        "service-p50<9.5ms, true",
        "service-mean<8ms, false",
        "rate>999, true",
        "rate>1000, false",
        "errors<0.1%, true",
        "errors<0, false",
        "P99 < 11MS, true"
    })
    void isMetOrNot(String text, boolean met) {
        LoadResult result = new Results().result();

        assertThat(Objective.parse(text)).hasSize(1).allMatch(each -> each.isMet(result) == met);
    }

    @Test
    void errorsAreAPartOfAllRequests() {
        Results results = new Results();
        results.outcomes.put(Outcome.ANSWERED_2XX, 998L);
        results.outcomes.put(Outcome.TIMED_OUT, 2L);

        Objective half = Objective.parse("errors<0.3%").getFirst();
        assertThat(half.measured(results.result())).isCloseTo(0.002, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(half.isMet(results.result())).isTrue();
        assertThat(Objective.parse("errors<0.1%").getFirst().isMet(results.result()))
                .isFalse();
    }

    @Test
    void aRunWithoutRequestsMeetsNothing() {
        Results results = new Results();
        results.requests = 0;
        results.outcomes.clear();

        assertThat(Objective.parse("errors<50%").getFirst().isMet(results.result()))
                .isFalse();
    }

    @Test
    void severalAreSeparatedByCommas() {
        assertThat(Objective.parse("p99<50ms, errors<0.1%"))
                .map(Objective::toString)
                .containsExactly("p99<50.000ms", "errors<0.100%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p99",
                "p99<50",
                "p99<50%",
                "errors<5ms",
                "rate>5ms",
                "p999<1ms",
                "service-rate>1",
                "p99<1ms,",
                "p99=1ms"
            })
    void whatCannotBeReadIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.parse(text))
                .withMessageContaining("is not an objective: write p99<50ms");
    }
}

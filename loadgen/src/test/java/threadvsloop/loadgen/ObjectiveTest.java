package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

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
        "errors<=0, true",
        "errors>=0, true",
        "errors>0, false",
        "rate>=1000, true",
        "rate<=1000, true",
        "rate<1000, false",
        "p99 <= 10.002431ms, true",
        "p99 < 10.002431ms, false",
        "p99 >= 10.002431ms, true",
        "p99 > 10.002431ms, false",
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

    /// Half of the requests are reset at once; that must not make the other half look fast.
    @ParameterizedTest
    @CsvSource({
        "p50<11ms, true",
        "p51<11ms, false",
        "p99<1000s, false",
        "max<1000s, false",
        "mean<1000s, false",
        "service-p99<1000s, false",
        "service-mean<1000s, false",
        "p99>1ms, false",
        "mean>1ms, false",
        "p40<11ms, true",
        "errors<50%, false",
        "errors<=50%, true"
    })
    void noObjectiveIsMetByFailing(String text, boolean met) {
        Results results = new Results();
        results.failedNs = 1_000;
        results.outcomes.put(Outcome.ANSWERED_2XX, 500L);
        results.outcomes.put(Outcome.RESET, 500L);

        assertThat(Objective.parse(text).getFirst().isMet(results.result())).isEqualTo(met);
    }

    @Test
    void aQuantileAmongFailedRequestsIsSaidToBeThere() {
        Results results = new Results();
        results.outcomes.put(Outcome.ANSWERED_2XX, 980L);
        results.outcomes.put(Outcome.ANSWERED_5XX, 20L);

        assertThat(Objective.parse("p99<50ms").getFirst().describe(results.result()))
                .isEqualTo("p99 unknown: among the 20 of 1,000 requests that failed");
    }

    @ParameterizedTest
    @CsvSource({
        "p99<0.0005ms, p99<0.0005ms",
        "p99<=50ms, p99<=50.000ms",
        "errors<0.0001%, errors<0.0001%",
        "errors>=0.00001, errors>=0.001%",
        "rate>0.25, rate>0.25",
        "rate>=1000, rate>=1000.0"
    })
    void isWrittenWithAllItsDecimals(String text, String written) {
        assertThat(Objective.parse(text).getFirst()).hasToString(written);
    }

    /// 10 ms are 10.002431 ms to a histogram of three digits.
    @Test
    void aMeasuredValueIsNeverRoundedOntoItsBound() {
        assertThat(Objective.parse("p99<10.002ms").getFirst().describe(new Results().result()))
                .isEqualTo("p99 10.0024 ms");
        assertThat(Objective.parse("p99<10ms").getFirst().describe(new Results().result()))
                .isEqualTo("p99 10.002 ms");
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

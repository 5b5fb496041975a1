package threadvsloop.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.Durations;
import threadvsloop.results.documents.Plan;

/// A plan of one trial, to which blocks of two trials and of one are to be added. A trial takes an hour.
class TimeLimitTest {

    private static final Plan BEFORE = plan(entry(0, 1, "a"));
    private static final Plan AFTER = plan(entry(0, 1, "a"), entry(1, 2, "a"), entry(2, 2, "b"), entry(3, 3, "a"));

    @ParameterizedTest
    @CsvSource({"30m, 1", "1.5h, 1", "2.5h, 3", "3.5h, 4"})
    void wholeBlocksAreAddedAsLongAsTheyFit(String limit, int trials) {
        Plan fitting =
                TimeLimit.fromNow(Optional.of(Durations.parse(limit))).fitting(BEFORE, AFTER, _ -> Duration.ofHours(1));

        assertThat(fitting.trials()).isEqualTo(AFTER.trials().subList(0, trials));
    }

    @Test
    void withoutALimitAllIsAdded() {
        assertThat(TimeLimit.fromNow(Optional.empty()).fitting(BEFORE, AFTER, _ -> Duration.ofDays(365)))
                .isEqualTo(AFTER);
    }

    private static Plan plan(Plan.Entry... entries) {
        return new Plan(Plan.SCHEMA_VERSION, 1, List.of(entries));
    }

    private static Plan.Entry entry(int order, int block, String contestant) {
        return new Plan.Entry(order, block, "plain", "c1", contestant, 1);
    }
}

package threadvsloop.harness.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTotalsTest {

    @Test
    void countsOnlyWhatHappenedInTheWindow() {
        Map<Long, ProcFs.Task> first = Map.of(
                1L, new ProcFs.Task("a", 100, 10, 5, 0),
                2L, new ProcFs.Task("b", 50, 5, 1, 0)); // ends within the window
        Map<Long, ProcFs.Task> second = Map.of(
                1L, new ProcFs.Task("a", 130, 12, 9, 0),
                3L, new ProcFs.Task("c", 7, 1, 2, 0)); // begins within the window
        assertThat(TaskTotals.between(first, second)).isEqualTo(new TaskTotals(37, 3, 6));
    }
}

package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTotalsTest {

    @Test
    void countsOnlyWhatHappenedInTheWindow() {
        Map<Long, ProcFs.Task> first = Map.of(
                1L, new ProcFs.Task(100, 10, 5),
                2L, new ProcFs.Task(50, 5, 1)); // ends within the window
        Map<Long, ProcFs.Task> second = Map.of(
                1L, new ProcFs.Task(130, 12, 9),
                3L, new ProcFs.Task(7, 1, 2)); // begins within the window
        assertThat(TaskTotals.between(first, second)).isEqualTo(new TaskTotals(37, 3, 6));
    }
}

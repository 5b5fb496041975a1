package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class ProcessTableTest {

    private static final Path SELF =
            Path.of("/proc", Long.toString(ProcessHandle.current().pid()));
    private static final Path ENDED = Path.of("/proc", Long.toString(Integer.MAX_VALUE));

    @Test
    void theChildOfOneThatEndedWhileTheTableWasReadIsInIt() {
        Queue<List<Path>> listings = new ArrayDeque<>(List.of(List.of(ENDED), List.of(SELF)));
        assertThat(ProcessTable.read(listings::remove).entries())
                .extracting(ProcessTable.Entry::pid)
                .containsExactly(ProcessHandle.current().pid());
    }

    @Test
    void onAMachineWhereProcessesEndAllTheTimeReadingEnds() {
        assertThat(ProcessTable.read(() -> List.of(ENDED, SELF)).entries()).hasSize(1);
    }

    @Test
    void thisProcessIsInTheTableOfAll() {
        assertThat(ProcessTable.read().entries())
                .extracting(ProcessTable.Entry::pid)
                .contains(ProcessHandle.current().pid());
    }
}

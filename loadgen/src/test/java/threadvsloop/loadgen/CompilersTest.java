package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/// Alone, for there is one set of compilers in a virtual machine.
@EnabledOnOs(OS.LINUX)
@Isolated
class CompilersTest {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_IDLE = 5;

    @Test
    void areAsideAsLongAsAnyLoadIsMeasured() throws Exception {
        boolean allowed = mayRaise();
        int aside = allowed ? SCHED_IDLE : SCHED_OTHER;

        Compilers first = Compilers.aside(allowed);
        Compilers second = Compilers.aside(allowed);
        assertThat(policies()).isNotEmpty().containsOnly(aside);
        first.close();
        first.close();
        assertThat(policies()).containsOnly(aside);
        second.close();
        assertThat(policies()).containsOnly(SCHED_OTHER);
    }

    /// Else they would be aside for good.
    @Test
    void areLeftAloneWhereItCouldNotBeTakenBack() {
        try (Compilers _ = Compilers.aside(false)) {
            assertThat(policies()).isNotEmpty().containsOnly(SCHED_OTHER);
        }
    }

    private static List<Integer> policies() {
        return Compilers.threads().stream()
                .map(thread -> LoopPriority.ofThread(thread).policy())
                .toList();
    }

    /// On a thread of its own, which ends.
    private static boolean mayRaise() throws Exception {
        FutureTask<Boolean> asked = new FutureTask<>(LoopPriority::raiseHalfWay);
        Thread.ofPlatform().start(asked);
        return asked.get();
    }
}

package threadvsloop.loadgen.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// On threads of their own, for what is raised is not the test's to lower where the system forbids it.
@EnabledOnOs(OS.LINUX)
class LoopPriorityTest {

    /// @param raised what [LoopPriority#raise] said
    private record Course(int before, boolean raised, int during, int after) {}

    @Test
    void isRaisedAndGivenBackOrSaidToBeRefused() throws Exception {
        Course course = onAThread(() -> {
            int before = nice();
            LoopPriority usual = LoopPriority.ofThisThread();
            boolean raised = LoopPriority.raise();
            int during = nice();
            usual.apply();
            return new Course(before, raised, during, nice());
        });

        assertThat(course.during).isEqualTo(course.raised ? -20 : course.before);
        assertThat(course.after).isEqualTo(course.before);
    }

    /// As of a thread that was started with `chrt --batch`.
    @Test
    void givesBackTheSchedulersPolicyToo() throws Exception {
        LoopPriority batch = new LoopPriority(3, 0, 0);

        LoopPriority after = onAThread(() -> {
            assertThat(batch.apply()).isTrue();
            LoopPriority before = LoopPriority.ofThisThread();
            LoopPriority.raise();
            before.apply();
            return LoopPriority.ofThisThread();
        });

        assertThat(after.policy()).isEqualTo(3);
    }

    /// No permission is needed for it. Older kernels take it and tell 0.
    @Test
    void asksForTheShortestSlice() throws Exception {
        LoopPriority raised = onAThread(() -> {
            LoopPriority.raise();
            return LoopPriority.ofThisThread();
        });

        assertThat(raised.sliceNs()).isIn(0L, 100_000L);
    }

    @Test
    void isNotInherited() throws Exception {
        int before = onAThread(LoopPriorityTest::nice);

        int child = onAThread(() -> {
            LoopPriority.raise();
            return onAThread(LoopPriorityTest::nice);
        });

        assertThat(child).isEqualTo(before);
    }

    /// Field 19 of the thread's `stat`, counted from the name's closing parenthesis.
    private static int nice() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    private static <T> T onAThread(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofPlatform().start(future);
        return future.get();
    }
}

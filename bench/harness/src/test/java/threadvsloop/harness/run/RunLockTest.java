package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;

/// A run directory belongs to one process at a time, however the one before died.
class RunLockTest {

    @TempDir
    private Path folder;

    /// Takes the lock of a folder, says so, and keeps it until the end of input.
    static final class Holder {
        private Holder() {}

        static void main(String[] args) throws Exception {
            try (RunLock _ = RunLock.take(Path.of(args[0]))) {
                System.out.println("taken");
                while (System.in.read() >= 0) {
                    // until the test closes its end
                }
            }
        }
    }

    @Test
    void anotherProcessIsNamed() throws Exception {
        Process holder = holder();
        try {
            assertThatThrownBy(() -> RunLock.take(folder))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(folder.toRealPath() + ": in use by another tvl (process id " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(folder.resolve("run.lock"))
                .as("left by a process that was killed")
                .exists();
        RunLock.take(folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEndGivesTheDirectoryFree() throws Exception {
        Process holder = holder();
        holder.getOutputStream().close();
        assertThat(holder.waitFor()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    /// A second attempt within this process must not cost it the lock.
    @Test
    void aRefusalLeavesTheLockWithItsHolder() throws Exception {
        RunLock mine = RunLock.take(folder);
        assertThatThrownBy(() -> RunLock.take(folder.resolve("../" + folder.getFileName())))
                .hasMessageContaining("process id " + ProcessHandle.current().pid());
        Process other = start();
        assertThat(other.waitFor()).isNotZero();
        assertThat(new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("process id " + ProcessHandle.current().pid());
        mine.close();
        mine.close();
        RunLock.take(folder).close();
    }

    /// Who waits for the name of a file that its holder is deleting must not believe to have the lock.
    @Test
    void oneAtATimeHasIt() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tries.add(() -> {
                int most = 0;
                while (taken.get() < 200) {
                    try (RunLock _ = RunLock.take(folder)) {
                        most = Math.max(most, holders.incrementAndGet());
                        taken.incrementAndGet();
                        holders.decrementAndGet();
                    } catch (UsageException e) {
                        Thread.onSpinWait();
                    }
                }
                return most;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var most : threads.invokeAll(tries)) {
                assertThat(most.get()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Process holder() throws Exception {
        Process holder = start();
        assertThat(holder.inputReader().readLine()).isEqualTo("taken");
        return holder;
    }

    private Process start() throws Exception {
        assertThat(Files.isDirectory(folder)).isTrue();
        return new ProcessBuilder(
                        Project.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .start();
    }
}

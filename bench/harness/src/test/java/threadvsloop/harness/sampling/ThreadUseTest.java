package threadvsloop.harness.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Resources.ThreadCpu;

class ThreadUseTest {

    @Test
    void groupsByNameWithoutTheNumberAtItsEndAndPutsTheLargestFirst() {
        Map<Long, ProcFs.Task> first = Map.of(
                1L, task("main", 100),
                2L, task("pool-1-thread-1", 10),
                3L, task("pool-1-thread-22", 20),
                4L, task("gone", 5),
                5L, task("asleep", 7));
        Map<Long, ProcFs.Task> second = Map.of(
                1L, task("main", 103),
                2L, task("pool-1-thread-1", 11),
                3L, task("pool-1-thread-22", 25),
                5L, task("asleep", 7),
                6L, task("new", 4),
                7L, task("7", 1));
        assertThat(ThreadUse.between(first, second))
                .containsExactly(
                        new ThreadCpu("pool-1-thread-#", 2, 6, 5),
                        new ThreadCpu("new", 1, 4, 4),
                        new ThreadCpu("main", 1, 3, 3),
                        new ThreadCpu("#", 1, 1, 1));
    }

    @Test
    void keepsTheLargestOfManyGroups() {
        Map<Long, ProcFs.Task> tasks = new HashMap<>();
        for (long tid = 1; tid <= 20; tid++) {
            tasks.put(tid, task("t" + (char) ('a' + tid), (double) tid));
        }
        assertThat(ThreadUse.between(Map.of(), tasks))
                .hasSize(Resources.MOST_GROUPS)
                .extracting(ThreadCpu::cpuMs)
                .contains(20.0, 9.0)
                .doesNotContain(8.0);
    }

    /// Bound by what it does, not by time: the thread works until the kernel has counted some CPU time for
    /// it.
    @Test
    void findsTheThreadOfThisProcessThatWorks() throws Exception {
        ProcFs proc = ProcFs.ofThisMachine();
        long pid = ProcessHandle.current().pid();
        Map<Long, ProcFs.Task> first = proc.tasks(pid);
        CountDownLatch seen = new CountDownLatch(1);
        Thread worker = Thread.ofPlatform().name("hard-worker-1").start(() -> {
            while (seen.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        try {
            while (!hasWorked(first, proc.tasks(pid))) {
                assertThat(worker.isAlive()).isTrue();
                Thread.sleep(1);
            }
        } finally {
            seen.countDown();
            worker.join();
        }
    }

    private static boolean hasWorked(Map<Long, ProcFs.Task> first, Map<Long, ProcFs.Task> now) {
        return ThreadUse.between(first, now).stream()
                .anyMatch(group -> group.name().equals("hard-worker-#") && group.busiestMs() > 0);
    }

    private static ProcFs.Task task(String name, double cpuMs) {
        return new ProcFs.Task(name, 0, 0, 0, cpuMs);
    }
}

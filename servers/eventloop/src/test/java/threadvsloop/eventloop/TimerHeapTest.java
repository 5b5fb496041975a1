package threadvsloop.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();
    private final List<Long> ran = new ArrayList<>();

    private void add(long dueNs) {
        heap.add(dueNs, () -> ran.add(dueNs));
    }

    private void runDue(long nowNs) {
        for (Runnable task = heap.pollDue(nowNs); task != null; task = heap.pollDue(nowNs)) {
            task.run();
        }
    }

    @Test
    void runsWhatIsDueAndNoMore() {
        add(30);
        add(10);
        add(20);
        assertThat(heap.firstDueNs()).isEqualTo(10);
        runDue(9);
        assertThat(ran).isEmpty();
        runDue(20);
        assertThat(ran).containsExactly(10L, 20L);
        assertThat(heap.isEmpty()).isFalse();
        runDue(30);
        assertThat(heap.isEmpty()).isTrue();
    }

    @Test
    void knowsTheOrderThoughTheClockOverflows() {
        long nearEnd = Long.MAX_VALUE - 5;
        add(nearEnd + 10);
        add(nearEnd);
        assertThat(heap.firstDueNs()).isEqualTo(nearEnd);
        runDue(nearEnd + 9);
        assertThat(ran).containsExactly(nearEnd);
    }

    @Test
    void ordersManyWhileSomeComeAndGo() {
        Random random = new Random(20_261_123);
        long nowNs = 0;
        int added = 0;
        for (int round = 0; round < 1_000; round++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                add(nowNs + random.nextInt(1_000));
                added++;
            }
            nowNs += random.nextInt(100);
            int from = ran.size();
            runDue(nowNs);
            assertThat(ran.subList(from, ran.size())).isSorted().allMatch(dueWhen(nowNs));
        }
        runDue(nowNs + 1_000);
        assertThat(ran).hasSize(added);
        assertThat(heap.isEmpty()).isTrue();
    }

    private static java.util.function.Predicate<Long> dueWhen(long nowNs) {
        return due -> due <= nowNs;
    }
}

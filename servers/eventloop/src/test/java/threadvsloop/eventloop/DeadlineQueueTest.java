package threadvsloop.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
    private final DeadlineQueue queue = new DeadlineQueue(10);
    private final List<String> expired = new ArrayList<>();

    private final class Named extends DeadlineQueue.Entry {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        void expired() {
            expired.add(name);
        }
    }

    private final Named a = new Named("a");
    private final Named b = new Named("b");
    private final Named c = new Named("c");

    @Test
    void expiresInTheOrderSet() {
        queue.set(a, 0);
        queue.set(b, 1);
        queue.set(c, 5);
        assertThat(queue.leftNs(0)).isEqualTo(10);
        queue.expire(9);
        assertThat(expired).isEmpty();
        queue.expire(11);
        assertThat(expired).containsExactly("a", "b");
        assertThat(queue.leftNs(11)).isEqualTo(4);
        queue.expire(100);
        assertThat(expired).containsExactly("a", "b", "c");
        assertThat(queue.leftNs(100)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDeadlineSetAgainIsTheLaterOne() {
        queue.set(a, 0);
        queue.set(b, 1);
        queue.set(a, 2);
        queue.expire(11);
        assertThat(expired).containsExactly("b");
        queue.expire(12);
        assertThat(expired).containsExactly("b", "a");
    }

    @Test
    void aClearedDeadlineDoesNotExpire() {
        queue.set(a, 0);
        queue.set(b, 0);
        queue.set(c, 0);
        b.clearDeadline();
        a.clearDeadline();
        a.clearDeadline();
        queue.expire(100);
        assertThat(expired).containsExactly("c");
    }

    @Test
    void anEntryIsInOneQueueAtATime() {
        DeadlineQueue other = new DeadlineQueue(50);
        queue.set(a, 0);
        other.set(a, 0);
        assertThat(a.isDueIn(queue)).isFalse();
        assertThat(a.isDueIn(other)).isTrue();
        queue.expire(100);
        assertThat(expired).isEmpty();
        other.expire(50);
        assertThat(expired).containsExactly("a");
        assertThat(a.isDueIn(other)).isFalse();
    }

    @Test
    void anOverdueDeadlineLeavesNoTime() {
        queue.set(a, Long.MAX_VALUE - 3);
        assertThat(queue.leftNs(Long.MIN_VALUE)).isEqualTo(6);
        assertThat(queue.leftNs(Long.MIN_VALUE + 100)).isZero();
    }
}

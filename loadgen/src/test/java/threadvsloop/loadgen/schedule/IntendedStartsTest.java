package threadvsloop.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntendedStartsTest {
    @Test
    void behavesAsAQueueWhateverTheOrderOfCalls() {
        Random random = new Random(3);
        ArrayDeque<Long> model = new ArrayDeque<>();
        IntendedStarts starts = new IntendedStarts();
        for (int i = 0; i < 50_000; i++) {
            // Grows to several thousand, then shrinks to nothing, over and over.
            if (random.nextInt(100) < (i / 10_000 % 2 == 0 ? 70 : 30)) {
                starts.add(i % 16, i);
                model.add((long) i);
            } else if (!model.isEmpty()) {
                assertThat(starts.peek()).isEqualTo(model.peek());
                assertThat(starts.peekKind()).isEqualTo((int) (model.element() % 16));
                assertThat(starts.poll()).isEqualTo(model.poll());
            }
            assertThat(starts.size()).isEqualTo(model.size());
            assertThat(starts.isEmpty()).isEqualTo(model.isEmpty());
        }
    }
}

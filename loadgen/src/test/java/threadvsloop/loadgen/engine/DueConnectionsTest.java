package threadvsloop.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DueConnectionsTest {
    @Test
    void givesTheEarliestWhateverWasTakenOut() throws IOException {
        Random random = new Random(6);
        List<Connection> outside = new ArrayList<>(ConnectionQueueTest.connections(200));
        List<Connection> model = new ArrayList<>();
        DueConnections due = new DueConnections();
        for (int i = 0; i < 50_000; i++) {
            // Fills up, then empties, over and over; many moments are the same.
            if (random.nextInt(100) < (i / 1_000 % 2 == 0 ? 60 : 40) && !outside.isEmpty()) {
                Connection added = outside.remove(random.nextInt(outside.size()));
                added.dueNs = random.nextInt(100);
                due.add(added);
                model.add(added);
            } else if (!model.isEmpty()) {
                Connection taken;
                if (random.nextBoolean()) {
                    taken = model.get(random.nextInt(model.size()));
                    assertThat(due.remove(taken)).isTrue();
                } else {
                    taken = due.poll();
                    assertThat(taken.dueNs).isEqualTo(earliest(model));
                }
                assertThat(due.remove(taken)).isFalse();
                model.remove(taken);
                outside.add(taken);
            }
            assertThat(due.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(due.nextNs()).isEqualTo(model.isEmpty() ? Long.MAX_VALUE : earliest(model));
        }
    }

    private static long earliest(List<Connection> model) {
        return model.stream().min(Comparator.comparingLong(c -> c.dueNs)).orElseThrow().dueNs;
    }
}

package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionQueueTest {
    @Test
    void keepsTheOrderOfArrivalWhateverIsTakenOut() {
        Random random = new Random(4);
        List<Connection> outside =
                new ArrayList<>(Stream.generate(() -> new Connection(new ResponseParser(false, new LastHead())))
                        .limit(20)
                        .toList());
        List<Connection> model = new ArrayList<>();
        ConnectionQueue queue = new ConnectionQueue();
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!outside.isEmpty()) {
                        Connection added = outside.removeLast();
                        queue.add(added);
                        model.add(added);
                    }
                }
                case 1 -> {
                    Connection first = queue.poll();
                    assertThat(first).isSameAs(model.isEmpty() ? null : model.removeFirst());
                    if (first != null) {
                        outside.add(first);
                    }
                }
                default -> {
                    if (!model.isEmpty()) {
                        Connection any = model.remove(random.nextInt(model.size()));
                        queue.remove(any);
                        outside.add(any);
                    }
                }
            }
            assertThat(queue.peek()).isSameAs(model.isEmpty() ? null : model.getFirst());
        }
    }
}

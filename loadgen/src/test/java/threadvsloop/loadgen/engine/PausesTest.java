package threadvsloop.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final long MS = 1_000_000L;

    private final Pauses pauses = new Pauses();

    @Test
    void aConnectionPausesTheLongerTheMoreOftenItBroughtNothing() throws IOException {
        Connection c = ConnectionQueueTest.connections(1).getFirst();
        for (long pauseMs : new long[] {10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000}) {
            pauses.add(c, 5 * MS);
            assertThat(pauses.nextNs()).isEqualTo((5 + pauseMs) * MS);
            assertThat(pauses.poll((5 + pauseMs) * MS - 1)).isNull();
            assertThat(pauses.poll((5 + pauseMs) * MS)).isSameAs(c);
        }
        assertThat(pauses.nextNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void pausesOfDifferentLengthsEndInTheirOwnOrder() throws IOException {
        List<Connection> two = ConnectionQueueTest.connections(2);
        Connection refused = two.getFirst();
        Connection lost = two.getLast();
        pauses.addForLong(refused, 0);
        pauses.add(lost, 100 * MS);

        assertThat(pauses.poll(500 * MS)).isSameAs(lost);
        assertThat(pauses.poll(500 * MS)).isNull();
        assertThat(pauses.poll(1_000 * MS)).isSameAs(refused);
    }
}

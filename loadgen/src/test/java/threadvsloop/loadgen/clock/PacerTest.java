package threadvsloop.loadgen.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A loop whose next deadline is always near. The time is the test's own.
class PacerTest {
    private static final long NEAR_NS = 50_000;
    private static final long TURN_NS = 10_000;
    private static final long SLEEP_NS = 70_000;

    private Selector selector;
    private Pacer pacer;

    @BeforeEach
    void open() throws IOException {
        selector = Selector.open();
        pacer = new Pacer(selector, new Alarm(selector, System::nanoTime, "alarm-test"), _ -> {});
    }

    @AfterEach
    void close() throws IOException {
        selector.close();
    }

    /// What watches the server from the same CPU would never have its turn.
    @Test
    void aLoopThatIsAlwaysAwakeSleepsAMomentEveryFourMilliseconds() throws IOException {
        List<Long> sleeps = new ArrayList<>();
        long nowNs = 1_000_000_000;
        for (int i = 0; i < 2_000; i++) {
            boolean spun = pacer.await(nowNs, NEAR_NS, false);
            if (!spun) {
                sleeps.add(nowNs);
            }
            nowNs += spun ? TURN_NS : SLEEP_NS;
        }

        assertThat(sleeps).hasSize(4);
        for (int i = 1; i < sleeps.size(); i++) {
            assertThat(sleeps.get(i) - sleeps.get(i - 1)).isBetween(4_000_000L, 4_200_000L);
        }
    }

    /// Turns that took as long as a sleep were another thread's, or a sleep.
    @Test
    void aLoopThatWasAwayNeedsNoSleep() throws IOException {
        long nowNs = 1_000_000_000;
        for (int i = 0; i < 200; i++) {
            assertThat(pacer.await(nowNs, NEAR_NS, false)).isTrue();
            nowNs += SLEEP_NS;
        }
    }
}

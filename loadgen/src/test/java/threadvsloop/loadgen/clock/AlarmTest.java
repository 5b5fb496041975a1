package threadvsloop.loadgen.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Selector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private Selector selector;
    private Alarm alarm;

    @BeforeEach
    void start() throws Exception {
        selector = Selector.open();
        alarm = new Alarm(selector, NanoClock.SYSTEM, "alarm-test");
        alarm.start();
    }

    @AfterEach
    void end() throws Exception {
        alarm.end();
        selector.close();
    }

    /// Without it the selector would sleep until the test times out.
    @Test
    void theSelectorWakesAtTheMomentSetAndNotBefore() throws Exception {
        for (int i = 1; i <= 200; i++) {
            long dueNs = System.nanoTime() + 300_000L;
            alarm.set(dueNs);
            selector.select();
            assertThat(System.nanoTime()).describedAs("turn %d", i).isGreaterThanOrEqualTo(dueNs);
        }
    }

    @Test
    void anEarlierMomentTakesThePlaceOfALaterOne() throws Exception {
        alarm.set(System.nanoTime() + MINUTE_NS);
        Thread.sleep(20);
        alarm.set(System.nanoTime() + 1_000_000L);

        assertThat(selector.select()).isZero();
    }

    @Test
    void aLaterMomentTakesThePlaceOfAnEarlierOne() throws Exception {
        long dueNs = System.nanoTime() + 50_000_000L;
        alarm.set(dueNs - 40_000_000L);
        alarm.set(dueNs);
        selector.select();

        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(dueNs);
    }

    @Test
    void aMomentThatHasPassedWakesAtOnce() throws Exception {
        alarm.set(System.nanoTime() - MINUTE_NS);

        assertThat(selector.select()).isZero();
    }
}

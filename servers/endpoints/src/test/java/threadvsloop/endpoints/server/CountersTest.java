package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void keepTheMost() {
        Counters counters = new Counters();
        counters.inFlight.up();
        counters.inFlight.up();
        counters.inFlight.down();
        counters.requests.increment();
        assertThat(counters.snapshot()).isEqualTo(new Stats(1, 0, new Stats.Level(1, 2), new Stats.Level(0, 0), null));
    }

    @Test
    void missNothingAmongThreads() throws Exception {
        Gauge gauge = new Gauge();
        CountDownLatch allUp = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int k = 0; k < 10_000; k++) {
                    gauge.up();
                    gauge.down();
                }
                gauge.up();
                allUp.countDown();
            }));
        }
        allUp.await();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(gauge.level()).isEqualTo(new Stats.Level(4, 4));
    }
}

package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the generator costs, and that it says when it is itself the limit.
@Timeout(30)
class GeneratorLimitsTest {
    /// A clock that takes 2 ms to read makes a loop that manages a few hundred requests per second at most.
    @Test
    void aGeneratorThatIsTooSlowSaysSo() throws Exception {
        NanoClock slow = () -> {
            long end = System.nanoTime() + (Thread.currentThread().getName().startsWith("load-") ? 2_000_000 : 0);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return System.nanoTime();
        };
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(50)
                    .open(Arrivals.POISSON, 5_000)
                    .measurementMs(1_000)
                    .timeoutMs(500)
                    .options();

            LoadResult result = new LoadGenerator(options, slow).run(LoadListener.NONE);

            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(result.audit().reasons())
                    .anyMatch(reason -> reason.contains("the generator was the limit"))
                    .anyMatch(reason -> reason.contains("late by the generator itself"));
            assertThat(result.response().getTotalCount()).isEqualTo(result.requests());
        }
    }

    /// After warm-up a request costs the loop no memory. The JDK's selector and sockets are outside our hands, and what
    /// is allocated once a second is shared by the requests of that second: so a few bytes are allowed.
    @Test
    void aRequestAllocatesNothingOnceWarm() throws Exception {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> allocated = new ArrayList<>();
        List<Integer> requests = new ArrayList<>();
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(32)
                    .warmupMs(2_000)
                    .measurementMs(3_100)
                    .options();
            new LoadGenerator(options).run(new LoadListener() {
                @Override
                public void progress(LoadProgress progress) {
                    if (progress.phase() == LoadPhase.MEASUREMENT) {
                        requests.add(server.requests());
                        allocated.add(memory.getThreadAllocatedBytes(loopThread()));
                    }
                }
            });

            double bytes = allocated.getLast() - allocated.getFirst();
            int count = requests.getLast() - requests.getFirst();
            assertThat(bytes / count)
                    .describedAs("bytes per request over %d requests", count)
                    .isLessThan(16);
        }
    }

    private static long loopThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("load-0"))
                .mapToLong(Thread::threadId)
                .findFirst()
                .orElseThrow();
    }
}

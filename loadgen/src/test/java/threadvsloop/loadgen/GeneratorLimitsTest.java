package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.clock.NanoClock;
import threadvsloop.loadgen.clock.SlowClock;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.model.measured.LoadResult;

/// What the generator costs, and that it says when it is itself the limit.
@Isolated
class GeneratorLimitsTest {
    @Test
    void aGeneratorThatIsTooSlowSaysSo() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(50)
                    .open(Arrivals.POISSON, 5_000)
                    .measurementMs(1_000)
                    .timeoutMs(500)
                    .options();

            LoadResult result = new LoadGenerator(options, new SlowClock(2)).run(LoadListener.NONE);

            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(result.audit().reasons())
                    .anyMatch(
                            reason -> reason.contains("requests/s offered") && reason.contains(": the generator was "))
                    .anyMatch(reason -> reason.contains("late by the generator itself"));
            assertThat(result.response().getTotalCount() + result.failed().getTotalCount())
                    .isEqualTo(result.requests());
        }
    }

    /// Most requests of that time find no free connection afterwards, and then wait for the server; that they came to
    /// wait is the generator's fault.
    @Test
    void aGeneratorThatStoodStillOnceSaysSo() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .open(Arrivals.POISSON, 2_000)
                    .measurementMs(1_500)
                    .options();

            LoadResult result = new LoadGenerator(options, new HaltingClock()).run(LoadListener.NONE);

            assertThat(result.queued()).isGreaterThan(500);
            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("late by the generator itself"));
        }
    }

    /// Holds up a load loop once, for 700 ms, half a second after it began.
    private static final class HaltingClock implements NanoClock {
        private final long haltNs = System.nanoTime() + 500_000_000L;
        private boolean halted;

        @Override
        public long nanoTime() {
            if (!halted
                    && System.nanoTime() > haltNs
                    && Thread.currentThread().getName().startsWith("load-")) {
                halted = true;
                LockSupport.parkNanos(700_000_000L);
            }
            return System.nanoTime();
        }
    }

    /// Once warm, a request costs the loop no memory: within the best second less than a byte each, which leaves room
    /// for what is done once a second.
    @ParameterizedTest
    @ValueSource(strings = {"plain", "mixed", "sessions"})
    void aRequestAllocatesNothingOnceWarm(String what) throws Exception {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> allocated = new ArrayList<>();
        List<Integer> requests = new ArrayList<>();
        try (TruthServer server = TruthServer.hello()) {
            Load load = Load.on(server.port()).connections(32).warmupMs(1_000).measurementMs(3_100);
            LoadOptions options = switch (what) {
                case "mixed" -> mixed(load).options();
                case "sessions" -> sessions(load).options();
                default -> load.options();
            };
            new LoadGenerator(options).run(new LoadListener() {
                @Override
                public void progress(LoadProgress progress) {
                    // The last second may be reported when the loop has ended.
                    if (progress.phase() == LoadPhase.MEASUREMENT) {
                        loopThread().ifPresent(id -> {
                            long bytes = memory.getThreadAllocatedBytes(id);
                            if (bytes >= 0) { // it has not ended in between
                                requests.add(server.requests());
                                allocated.add(bytes);
                            }
                        });
                    }
                }
            });
        }

        double[] bytesPerRequest = IntStream.range(1, requests.size())
                .mapToDouble(i -> (allocated.get(i) - allocated.get(i - 1))
                        / (double) Math.max(1, requests.get(i) - requests.get(i - 1)))
                .toArray();
        assertThat(Arrays.stream(bytesPerRequest).min())
                .describedAs("bytes per request, second by second: %s", Arrays.toString(bytesPerRequest))
                .hasValueCloseTo(0.0, within(1.0));
    }

    /// Two kinds of request, one of them with a body, two slow readers and two slow writers.
    private static Load mixed(Load load) {
        return load.requests(new RequestMix(List.of(
                        RequestKind.of(RequestSpec.get("/a"), 9).answeredBy(5),
                        RequestKind.of(RequestSpec.post("/b", 1000), 1).answeredBy(5))))
                .slowReaders(new SlowReaders(2, RequestSpec.get("/"), 1_000))
                .slowWriters(new SlowWriters(2, RequestSpec.post("/", 1000), 10_000));
    }

    /// Sessions whose users think.
    private static Load sessions(Load load) {
        return load.shape(new LoadShape.PartlyOpen(
                Arrivals.POISSON,
                1_000,
                new SessionLength.Geometric(5),
                new ThinkTime.Exponential(Duration.ofMillis(1))));
    }

    private static OptionalLong loopThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("load-0"))
                .mapToLong(Thread::threadId)
                .findFirst();
    }
}

package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Connections that read at a bounded rate beside a load.
@Execution(ExecutionMode.CONCURRENT)
class SlowReadersTest {
    private static final String LARGE = "x".repeat(60_000);

    /// 60,000 bytes at 100,000 bytes/s take 0.6 s, less one piece of 50 ms that is read at once.
    @Test
    void anAnswerTakesItsSizeByTheRate() throws Exception {
        try (TruthServer server = large()) {
            LoadResult result = Load.on(server.port())
                    .connections(4)
                    .slowReaders(new SlowReaders(2, RequestSpec.get("/large"), 100_000))
                    .open(Arrivals.CONSTANT, 100)
                    .warmupMs(100)
                    .measurementMs(3_000)
                    .timeoutMs(20_000)
                    .run();

            KindResult slow = result.kinds().getLast();
            assertThat(slow.manner()).isEqualTo(KindResult.Manner.SLOW_READERS);
            assertThat(slow.kind().name()).isEqualTo(SlowReaders.NAME);
            assertThat(slow.outcomes()).containsKey(Outcome.ANSWERED_2XX);
            assertThat(slow.response().getTotalCount() + slow.failed().getTotalCount())
                    .isEqualTo(slow.requests());
            assertThat(slow.fastestAnswerNs()).isGreaterThanOrEqualTo(550_000_000L);
            assertThat(slow.receivedBytesPerSecond()).isBetween(20_000.0, 200_000.0);
        }
    }

    @Test
    void theirRequestsAreInNoTotalAndHoldUpNothing() throws Exception {
        try (TruthServer server = large()) {
            LoadResult result = Load.on(server.port())
                    .connections(10)
                    .slowReaders(new SlowReaders(3, RequestSpec.get("/large"), 1_000))
                    .open(Arrivals.CONSTANT, 100)
                    .measurementMs(1_000)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.requests()).isEqualTo(100);
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 100L));
            assertThat(result.response().getTotalCount()).isEqualTo(100);
            assertThat(result.sendLag().getTotalCount()).isEqualTo(100);
            assertThat(result.kinds().getLast().outcomes()).containsExactly(Map.entry(Outcome.UNFINISHED, 3L));
            assertThat(result.opened()).isEqualTo(10);
            assertThat(result.served()).isEqualTo(10);
            assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("Little"));
            // The drain does not wait the minute that the answers would take.
            assertThat(result.intervals().getLast().endNs() - result.measurementEndNs())
                    .isLessThan(20_000_000_000L);
        }
    }

    /// What is not read stays with the server: its writing is held up, as on a bad line.
    @Test
    void aSmallReceiveBufferHoldsTheServerUp() throws Exception {
        List<Long> writingNs = new CopyOnWriteArrayList<>();
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n" + "x".repeat(8_000_000);
        try (TruthServer server = TruthServer.start((_, call) -> {
            if (call.target().equals("/large")) {
                long before = System.nanoTime();
                try {
                    call.send(answer);
                } finally {
                    writingNs.add(System.nanoTime() - before);
                }
            } else {
                call.send(TruthServer.HELLO);
            }
            return true;
        })) {
            Load.on(server.port())
                    .connections(2)
                    .slowReaders(new SlowReaders(1, RequestSpec.get("/large"), 10_000))
                    .open(Arrivals.CONSTANT, 20)
                    .measurementMs(1_000)
                    .timeoutMs(20_000)
                    .run();
            while (writingNs.isEmpty()) {
                Thread.sleep(5);
            }
        }
        assertThat(writingNs).allMatch(ns -> ns > 900_000_000L);
    }

    @Test
    void smallAnswersAreAskedForNoFasterThanTheyMayBeRead() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(2)
                    .slowReaders(new SlowReaders(1, RequestSpec.get("/"), 1_000))
                    .open(Arrivals.CONSTANT, 20)
                    .measurementMs(1_000)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.kinds().getLast().requests()).isBetween(1L, 21L);
            assertThat(result.kinds().getLast().receivedBytesPerSecond()).isLessThanOrEqualTo(1_050);
        }
    }

    @Test
    void aServerThatSendsThemNothingTimesOut() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            if (call.target().equals("/large")) {
                Thread.sleep(60_000);
            }
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(2)
                    .slowReaders(new SlowReaders(1, RequestSpec.get("/large"), 10_000))
                    .open(Arrivals.CONSTANT, 20)
                    .measurementMs(1_500)
                    .timeoutMs(400)
                    .run();

            assertThat(result.kinds().getLast().outcomes()).containsKey(Outcome.TIMED_OUT);
            assertThat(result.audit().findings())
                    .anyMatch(finding -> finding.contains("requests of slow readers had no good answer: timed-out"));
        }
    }

    private static TruthServer large() throws java.io.IOException {
        return TruthServer.start((_, call) -> {
            if (call.target().equals("/large")) {
                call.send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n" + LARGE);
            } else {
                call.send(TruthServer.HELLO);
            }
            return true;
        });
    }
}

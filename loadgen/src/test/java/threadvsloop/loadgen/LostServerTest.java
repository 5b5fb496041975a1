package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Servers that end connections, and take them up again seldom or never.
class LostServerTest {
    private static final int MEASUREMENT_MS = 2_500;

    /// In a closed loop nobody asks where there is no server, so that its absence is in no time; it must be said.
    @Test
    void aServerThatDiesInAClosedLoopMakesTheResultInvalid() throws Exception {
        LoadResult result = dying(load -> load);

        assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
        assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("nobody asked on them"));
        assertThat(result.audit().findings())
                .anyMatch(finding -> finding.contains("connections were lost") && finding.contains("and none for"));
        // Attempts in vain are requests that failed.
        assertThat(result.outcomes()).containsKey(Outcome.NOT_SENT);
        assertThat(result.connectFaults()).containsKey(ConnectFault.REFUSED);
        assertThat(Objective.parse("errors<=0").getFirst().isMet(result)).isFalse();
        assertThat(Objective.parse("max<1000s").getFirst().isMet(result)).isFalse();
    }

    @Test
    void aServerThatDiesUnderThinkingUsersMakesTheResultInvalid() throws Exception {
        LoadResult result =
                dying(load -> load.shape(new LoadShape.Closed(new ThinkTime.Fixed(java.time.Duration.ofMillis(10)))));

        assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
        assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("nobody asked on them"));
        assertThat(result.outcomes()).containsKey(Outcome.NOT_SENT);
    }

    @Test
    void aServerThatDiesInAnOpenLoopIsDoubtedAndItsRequestsFail() throws Exception {
        LoadResult result = dying(load -> load.open(Arrivals.CONSTANT, 100));

        assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("waited for fewer than asked for"));
        assertThat(result.audit().findings()).anyMatch(finding -> finding.contains("connections were lost"));
        assertThat(result.outcomes()).containsKey(Outcome.NOT_SENT);
        assertThat(Objective.parse("p99<1000s").getFirst().isMet(result)).isFalse();
    }

    @Test
    void aServerThatDiesUnderSessionsIsDoubted() throws Exception {
        LoadResult result = dying(load -> load.shape(
                new LoadShape.PartlyOpen(Arrivals.CONSTANT, 50, new SessionLength.Fixed(2), ThinkTime.NONE)));

        assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("waited for fewer than asked for"));
        assertThat(result.sessions().failed()).isPositive();
    }

    @Test
    void connectionsHeldIdleAreMissedToo() throws Exception {
        LoadResult result = dying(load -> load.shape(new LoadShape.Idle()));

        assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
        assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("they were to be held open"));
    }

    /// One of four connections is ended each time it asks, before its answer: a quarter of the capacity is gone.
    @Test
    void aPartOfTheConnectionsIsMissedToo() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        ThreadLocal<Boolean> bad = ThreadLocal.withInitial(() -> connections.getAndIncrement() >= 3);
        try (TruthServer server = TruthServer.start((_, call) -> {
            if (bad.get()) {
                return false;
            }
            Thread.sleep(5);
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result =
                    Load.on(server.port()).measurementMs(MEASUREMENT_MS).run();

            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(result.audit().findings()).anyMatch(finding -> finding.contains("before it brought an answer"));
        }
    }

    /// A server that ends each connection at once gets no more of them than the rate allows, and pauses between.
    @Test
    void connectionsAreOpenedAgainAtTheRateAskedForAtMost() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (TruthServer server = TruthServer.start((_, call) -> {
            asked.incrementAndGet();
            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            return false;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(2)
                    .connectPerSecond(20)
                    .measurementMs(MEASUREMENT_MS)
                    .run();

            // 20 a second, one at the start, and one by which a late loop may catch up.
            assertThat(result.reopened()).isLessThanOrEqualTo(MEASUREMENT_MS * 20 / 1_000 + 2);
            assertThat(result.audit().reasons())
                    .anyMatch(reason -> reason.contains("for no more than 20.0 a second were to be opened"));
        }
    }

    @Test
    void aConnectionThatBroughtNothingPauses() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (TruthServer server = TruthServer.start((_, call) -> {
            connections.incrementAndGet();
            call.reset();
            return false;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(1)
                    .measurementMs(MEASUREMENT_MS)
                    .run();

            // After 10, 20, 40, … 640 ms, which are 1,270 ms in all, and then once a second.
            assertThat(connections.get()).isBetween(2, 10);
            assertThat(result.outcomes()).containsOnlyKeys(Outcome.RESET);
        }
    }

    private interface Shape {
        Load of(Load load);
    }

    /// Four connections to a server that is gone as soon as the measurement begins, or 200 ms later.
    private static LoadResult dying(Shape shape) throws Exception {
        TruthServer server = TruthServer.hello();
        try (server) {
            Load load = shape.of(
                    Load.on(server.port()).measurementMs(MEASUREMENT_MS).timeoutMs(500));
            return new LoadGenerator(load.options()).run(LoadGeneratorTest.at(LoadPhase.MEASUREMENT, () -> {
                try {
                    Thread.sleep(200);
                    server.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
    }
}

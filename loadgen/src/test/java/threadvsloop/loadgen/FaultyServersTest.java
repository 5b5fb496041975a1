package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Servers that do wrong: each wrong has its own outcome, and nothing is lost.
@Execution(ExecutionMode.CONCURRENT)
class FaultyServersTest {
    record Case(String name, Outcome outcome, String example, TruthServer.Behaviour behaviour) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> faults() {
        return Stream.of(
                new Case("closes without a word", Outcome.CLOSED_EARLY, "ended before the answer", (_, _) -> false),
                new Case("closes in the head", Outcome.CLOSED_EARLY, "ended before", (_, call) -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Le");
                    return false;
                }),
                new Case("announces more than it sends", Outcome.CLOSED_EARLY, "ended before", (_, call) -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nHello");
                    return false;
                }),
                new Case("resets", Outcome.RESET, "reset", (_, call) -> {
                    call.reset();
                    return false;
                }),
                new Case(
                        "sends more than it announces",
                        Outcome.MALFORMED_ANSWER,
                        "1 bytes after the answer",
                        (_, call) -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHello");
                            return true;
                        }),
                new Case("answers twice", Outcome.MALFORMED_ANSWER, "bytes after the answer", (_, call) -> {
                    call.send(TruthServer.HELLO + TruthServer.HELLO);
                    return true;
                }),
                new Case("sends garbage", Outcome.MALFORMED_ANSWER, "'gar\\r\\nbage.'", (_, call) -> {
                    call.send("gar\r\nbage\0");
                    return true;
                }),
                new Case("says that the request is wrong", Outcome.ANSWERED_4XX, "status 404", (_, call) -> {
                    call.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                    return true;
                }),
                new Case("has a status that is none", Outcome.ANSWERED_5XX, "status 600", (_, call) -> {
                    call.send("HTTP/1.1 600 Whatever\r\nContent-Length: 0\r\n\r\n");
                    return true;
                }),
                new Case("says that it is broken", Outcome.ANSWERED_5XX, "status 503", (_, call) -> {
                    call.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                    return true;
                }));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyRequestHasThatOutcomeAndAnExample(Case c) throws Exception {
        try (TruthServer server = TruthServer.start(c.behaviour())) {
            LoadResult result = Load.on(server.port())
                    .open(Arrivals.CONSTANT, 200)
                    .measurementMs(100)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.outcomes()).containsOnly(Map.entry(c.outcome(), 20L));
            assertThat(result.examples().get(c.outcome())).contains(c.example());
            assertThat(result.failed().getTotalCount()).isEqualTo(20);
            assertThat(result.response().getTotalCount()).isZero();
            assertThat(result.service().getTotalCount()).isZero();
            assertThat(result.firstByte().getTotalCount()).isZero();
            assertThat(result.responseOfAll(1)).isInfinite();
            assertThat(result.achievedPerSecond()).isZero();
            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(result.audit().reasons())
                    .anyMatch(reason ->
                            reason.contains("had no good answer: " + c.outcome().label()));
        }
    }

    static Stream<Case> oddities() {
        return Stream.of(
                new Case("sends byte by byte", Outcome.ANSWERED_2XX, "", (_, call) -> {
                    for (char c : TruthServer.HELLO.toCharArray()) {
                        call.send(String.valueOf(c));
                    }
                    return true;
                }),
                new Case("closes after each answer, as it says", Outcome.ANSWERED_2XX, "", (_, call) -> {
                    call.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    return false;
                }),
                new Case("ends its answers by closing", Outcome.ANSWERED_2XX, "", (_, call) -> {
                    call.send("HTTP/1.1 200 OK\r\n\r\nuntil the end");
                    return false;
                }),
                new Case("sends chunks of a large body", Outcome.ANSWERED_2XX, "", (_, call) -> {
                    call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 20; i++) {
                        call.send("2710\r\n" + "x".repeat(10_000) + "\r\n");
                    }
                    call.send("0\r\n\r\n");
                    return true;
                }),
                new Case("folds a line", Outcome.ANSWERED_2XX, "", (_, call) -> {
                    call.send("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n");
                    return true;
                }),
                new Case("redirects", Outcome.ANSWERED_3XX, "", (_, call) -> {
                    call.send("HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n");
                    return true;
                }));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void whatIsOddButRightIsAGoodAnswer(Case c) throws Exception {
        try (TruthServer server = TruthServer.start(c.behaviour())) {
            LoadResult result = Load.on(server.port())
                    .open(Arrivals.CONSTANT, 200)
                    .measurementMs(300)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.outcomes()).containsOnly(Map.entry(c.outcome(), 60L));
            assertThat(result.examples().keySet()).isSubsetOf(Outcome.ANSWERED_3XX);
        }
    }

    @Test
    void connectionsThatAreClosedAreOpenedAgainAndCounted() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            return false;
        })) {
            LoadResult result =
                    Load.on(server.port()).open(Arrivals.CONSTANT, 100).run();

            assertThat(result.requests()).isEqualTo(20);
            assertThat(result.reopened()).isBetween(16L, 20L);
            assertThat(result.opened()).isEqualTo(4);
        }
    }

    @Test
    void bytesThatNobodyAskedForMakeAResultSuspect() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            call.send(TruthServer.HELLO);
            Thread.sleep(50);
            call.send("and another thing");
            return true;
        })) {
            // Each connection waits 200 ms for its next request, so the other thing finds it free.
            LoadResult result = Load.on(server.port())
                    .open(Arrivals.CONSTANT, 20)
                    .measurementMs(500)
                    .run();

            assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("no request had asked for"));
            assertThat(result.examples().get(Outcome.MALFORMED_ANSWER)).contains("and another thing");
        }
    }

    @Test
    void timedOutRequestsAreCensoredAtTheirAgeAndTheirConnectionsReplaced() throws Exception {
        try (TruthServer server = TruthServer.start((number, call) -> {
            if (number % 10 == 0) {
                Thread.sleep(60_000);
            }
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(20)
                    .open(Arrivals.CONSTANT, 100)
                    .measurementMs(1000)
                    .timeoutMs(1500)
                    .run();

            // The 100 requests of the measurement are the first the server sees, so 10 of them are not answered.
            assertThat(result.outcomes())
                    .containsOnly(Map.entry(Outcome.ANSWERED_2XX, 90L), Map.entry(Outcome.TIMED_OUT, 10L));
            assertThat(result.response().getTotalCount()).isEqualTo(90);
            assertThat(result.failed().getTotalCount()).isEqualTo(10);
            assertThat(result.failed().getMinValue()).isGreaterThanOrEqualTo(1_499_000_000L);
            assertThat(result.responseOfAll(89)).isFinite();
            assertThat(result.responseOfAll(91)).isInfinite();
            // The last one may time out when all else is done.
            assertThat(result.reopened()).isBetween(8L, 10L);
        }
    }

    @Test
    void requestsThatFindNoConnectionAreCensoredAtTheirAge() throws Exception {
        try (TruthServer server = TruthServer.start((_, _) -> {
            Thread.sleep(60_000);
            return false;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(2)
                    .open(Arrivals.CONSTANT, 100)
                    .measurementMs(500)
                    .timeoutMs(400)
                    .run();

            // 2 are sent at once, 2 more when those have timed out, and 46 wait 400 ms in vain.
            assertThat(result.requests()).isEqualTo(50);
            assertThat(result.queued()).isGreaterThanOrEqualTo(46);
            long notSent = result.outcomes().getOrDefault(Outcome.NOT_SENT, 0L);
            assertThat(notSent).isBetween(44L, 48L);
            assertThat(result.failed().getTotalCount()).isEqualTo(50);
            assertThat(result.failed().getMinValue()).isGreaterThanOrEqualTo(399_000_000L);
            assertThat(result.response().getTotalCount()).isZero();
            assertThat(result.service().getTotalCount()).isZero();
            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
        }
    }

    @Test
    void aServerThatStopsListeningIsCountedAsRefused() throws Exception {
        TruthServer server = TruthServer.hello();
        LoadResult result;
        try (server) {
            LoadOptions options = Load.on(server.port())
                    .open(Arrivals.CONSTANT, 100)
                    .measurementMs(500)
                    .timeoutMs(300)
                    .options();
            result = new LoadGenerator(options).run(LoadGeneratorTest.at(LoadPhase.MEASUREMENT, () -> {
                try {
                    server.close();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }

        assertThat(result.outcomes()).containsKey(Outcome.NOT_SENT);
        assertThat(result.connectFaults()).containsKey(ConnectFault.REFUSED);
        assertThat(result.response().getTotalCount() + result.failed().getTotalCount())
                .isEqualTo(50);
        // Nobody but the server is at fault, unless not one request came through before it went.
        boolean good = result.outcomes().containsKey(Outcome.ANSWERED_2XX);
        assertThat(good ? result.audit().findings() : result.audit().reasons())
                .anyMatch(sentence -> sentence.contains("had no good answer: ") && sentence.contains("not-sent"));
    }
}

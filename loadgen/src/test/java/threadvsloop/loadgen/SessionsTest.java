package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;

/// Partly open load.
@Execution(ExecutionMode.CONCURRENT)
class SessionsTest {
    private static final SessionLength FIVE = new SessionLength.Fixed(5);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sessionsArriveByTheScheduleAndAskAsOftenAsTheyShould(int loops) throws Exception {
        Map<Object, AtomicInteger> asked = new ConcurrentHashMap<>();
        try (TruthServer server = TruthServer.start((_, call) -> {
            asked.computeIfAbsent(call.socket(), _ -> new AtomicInteger()).incrementAndGet();
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(60)
                    .shape(sessions(Arrivals.CONSTANT, 50, FIVE, ThinkTime.NONE))
                    .measurementMs(1_000)
                    .loops(loops)
                    .run();

            Sessions sessions = result.sessions();
            assertThat(sessions.started()).isEqualTo(50);
            assertThat(sessions.failed()).isZero();
            assertThat(sessions.ended()).isBetween(1L, 50L);
            assertThat(result.requests()).isBetween(50 + 4 * sessions.ended(), 250L);
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, result.requests()));
            // Free connections take turns: each of the first 50 carries one session.
            assertThat(asked).hasSize(50);
            assertThat(asked.values()).allMatch(count -> count.get() >= 1 && count.get() <= 5);
            assertThat(asked.values().stream().filter(count -> count.get() == 5))
                    .hasSize((int) sessions.ended());
            // A busy machine may be late with a few, and nothing else is there to be found.
            assertThat(result.audit().findings()).allMatch(finding -> finding.startsWith("achieved"));
            assertThat(result.audit().reasons())
                    .noneMatch(reason -> reason.contains("sessions") || reason.contains("Little"));
        }
    }

    @Test
    void theUserOfASessionThinks() throws Exception {
        ThinkTimeTest.Gaps gaps = new ThinkTimeTest.Gaps();
        try (TruthServer server = TruthServer.start(gaps::answer)) {
            LoadResult result = Load.on(server.port())
                    .connections(100)
                    .shape(sessions(Arrivals.POISSON, 50, FIVE, new ThinkTime.Fixed(Duration.ofMillis(30))))
                    .measurementMs(1_000)
                    .run();

            assertThat(gaps.ns).hasSizeGreaterThan(10).allMatch(ns -> ns >= 30_000_000);
            assertThat(result.sessions().ended()).isPositive();
        }
    }

    /// Two connections, 20 ms an answer, five of them a session: 20 sessions/s of the 100 that arrive.
    @Test
    void aSessionThatFindsNoConnectionWaitsAndThenFails() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            Thread.sleep(20);
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(2)
                    .shape(sessions(Arrivals.CONSTANT, 100, FIVE, ThinkTime.NONE))
                    .measurementMs(1_000)
                    .timeoutMs(300)
                    .run();

            Sessions sessions = result.sessions();
            long notSent = result.outcomes().getOrDefault(Outcome.NOT_SENT, 0L);
            assertThat(sessions.started()).isEqualTo(100);
            assertThat(sessions.failed()).isPositive();
            assertThat(notSent).isPositive();
            // On a busy machine an answer may come too late, too, which ends its session.
            assertThat(notSent + result.outcomes().getOrDefault(Outcome.TIMED_OUT, 0L))
                    .isGreaterThanOrEqualTo(sessions.failed());
            assertThat(sessions.ended() + sessions.failed()).isLessThanOrEqualTo(100);
            assertThat(result.queued()).isGreaterThanOrEqualTo(notSent);
            // The wait of those that got a connection counts from their arrival.
            assertThat(result.failed().getMaxValue()).isGreaterThanOrEqualTo(299_000_000L);
            assertThat(result.response().getTotalCount() + result.failed().getTotalCount())
                    .isEqualTo(result.requests());
            assertThat(result.audit().findings()).anyMatch(finding -> finding.contains("of 100 sessions failed"));
        }
    }

    /// The third request on a connection is reset: its session fails there, and the next one has a new
    /// connection.
    @Test
    void aSessionWithoutAnAnswerFails() throws Exception {
        Map<Object, AtomicInteger> asked = new ConcurrentHashMap<>();
        try (TruthServer server = TruthServer.start((_, call) -> {
            if (asked.computeIfAbsent(call.socket(), _ -> new AtomicInteger()).incrementAndGet() == 3) {
                call.reset();
                return false;
            }
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(8)
                    .shape(sessions(Arrivals.CONSTANT, 50, FIVE, ThinkTime.NONE))
                    .measurementMs(1_000)
                    .run();

            long reset = result.outcomes().getOrDefault(Outcome.RESET, 0L)
                    + result.outcomes().getOrDefault(Outcome.CLOSED_EARLY, 0L);
            assertThat(result.sessions().ended()).isZero();
            assertThat(result.sessions().failed()).isPositive().isEqualTo(reset);
        }
    }

    /// A server that ends the connection with each answer: the session goes on on the next.
    @Test
    void aSessionOutlivesItsConnection() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nHello");
            return false;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(16)
                    .shape(sessions(Arrivals.CONSTANT, 20, FIVE, ThinkTime.NONE))
                    .measurementMs(1_000)
                    .run();

            assertThat(result.sessions().ended()).isPositive();
            assertThat(result.sessions().failed()).isZero();
            assertThat(result.requests())
                    .isGreaterThanOrEqualTo(5 * result.sessions().ended());
        }
    }

    /// Whatever the server does, the same sessions arrive.
    @Test
    void aSlowServerGetsTheSameSessions() throws Exception {
        LoadShape shape = sessions(Arrivals.POISSON, 80, new SessionLength.Geometric(3), ThinkTime.NONE);
        try (TruthServer fast = TruthServer.hello();
                TruthServer slow = TruthServer.start((_, call) -> {
                    Thread.sleep(15);
                    call.send(TruthServer.HELLO);
                    return true;
                })) {
            Set<Long> started = Set.of(fast, slow).stream()
                    .map(server -> started(server, shape))
                    .collect(java.util.stream.Collectors.toSet());

            assertThat(started).hasSize(1);
        }
    }

    private static long started(TruthServer server, LoadShape shape) {
        try {
            return Load.on(server.port())
                    .connections(4)
                    .shape(shape)
                    .measurementMs(500)
                    .run()
                    .sessions()
                    .started();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static LoadShape sessions(Arrivals arrivals, double perSecond, SessionLength length, ThinkTime think) {
        return new LoadShape.PartlyOpen(arrivals, perSecond, length, think);
    }
}

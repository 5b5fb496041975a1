package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.clock.SlowClock;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Closed load of users who think.
@Execution(ExecutionMode.CONCURRENT)
class ThinkTimeTest {
    private static final LoadShape FIXED = new LoadShape.Closed(new ThinkTime.Fixed(Duration.ofMillis(50)));

    /// The server begins each answer before the user can begin to think.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noRequestComesBeforeItsUserHasThought(int loops) throws Exception {
        Gaps gaps = new Gaps();
        try (TruthServer server = TruthServer.start(gaps::answer)) {
            LoadResult result = Load.on(server.port())
                    .shape(FIXED)
                    .warmupMs(200)
                    .measurementMs(1_000)
                    .loops(loops)
                    .run();

            assertThat(gaps.ns).hasSizeGreaterThan(8).allMatch(ns -> ns >= 50_000_000);
            assertThat(result.requests()).isBetween(4L, 4 * 20L);
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, result.requests()));
            assertThat(result.served()).isEqualTo(4);
            assertThat(result.sendLag().getTotalCount()).isEqualTo(result.requests());
            assertThat(result.options().shape().label()).isEqualTo("closed-think");
            assertThat(result.audit().reasons())
                    .noneMatch(reason -> reason.contains("think") || reason.contains("Little"));
        }
    }

    @Test
    void exponentialTimesAreWaitedAndFitWhatWasAsked() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(32)
                    .shape(new LoadShape.Closed(new ThinkTime.Exponential(Duration.ofMillis(20))))
                    .measurementMs(1_000)
                    .run();

            // 32 connections · 1 s / 20 ms, if the server took no time at all.
            assertThat(result.requests()).isBetween(100L, 1_600L + 6 * 40);
            assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("think"));
            assertThat(result.meanInFlight()).isLessThan(32);
        }
    }

    /// A user whose connection is closed while thinking asks when the think time is over, on a new
    /// connection.
    @Test
    void aUserThinksOnWhenTheServerCloses() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            call.send(TruthServer.HELLO);
            return false;
        })) {
            LoadResult result =
                    Load.on(server.port()).shape(FIXED).measurementMs(1_000).run();

            assertThat(result.requests()).isBetween(8L, 4 * 21L);
            // Who asks before a busy machine has closed the old connection is told so there.
            assertThat(result.outcomes().keySet()).isSubsetOf(Outcome.ANSWERED_2XX, Outcome.CLOSED_EARLY);
            assertThat(result.outcomes().getOrDefault(Outcome.ANSWERED_2XX, 0L)).isGreaterThan(result.requests() / 2);
            assertThat(result.reopened()).isGreaterThanOrEqualTo(result.requests() - 4);
        }
    }

    /// Each request is sent at the second reading of the clock after it was due, or later.
    @Test
    void aGeneratorThatWakesLateSaysSo() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(50)
                    .shape(new LoadShape.Closed(new ThinkTime.Exponential(Duration.ofMillis(10))))
                    .measurementMs(1_000)
                    .options();

            LoadResult result = new LoadGenerator(options, new SlowClock(20)).run(LoadListener.NONE);

            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(result.audit().reasons()).anyMatch(reason -> reason.contains("late by the generator itself"));
        }
    }

    /// From the beginning of an answer to the next request on its connection, as the server sees it.
    static final class Gaps {
        private final Map<Socket, Long> answeredNs = new ConcurrentHashMap<>();
        final List<Long> ns = new CopyOnWriteArrayList<>();

        boolean answer(int number, TruthServer.Call call) throws java.io.IOException {
            long nowNs = System.nanoTime();
            Long lastNs = answeredNs.get(call.socket());
            if (lastNs != null) {
                ns.add(nowNs - lastNs);
            }
            answeredNs.put(call.socket(), System.nanoTime());
            call.send(TruthServer.HELLO);
            return true;
        }
    }
}

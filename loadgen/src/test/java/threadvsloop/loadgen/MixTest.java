package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.loadgen.record.ResultMerge;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Several kinds of request in one load.
@Execution(ExecutionMode.CONCURRENT)
class MixTest {
    private static final RequestMix THREE = new RequestMix(List.of(
            RequestKind.of(RequestSpec.get("/often"), 90),
            RequestKind.of(RequestSpec.get("/seldom"), 9),
            RequestKind.of(RequestSpec.get("/rare"), 1)));

    @Test
    void kindsAreDrawnByTheirWeights() {
        int[] counts = counts(THREE, Load.SEED, 0, 100_000);

        // Six standard deviations of a binomial.
        assertThat((double) counts[0]).isCloseTo(90_000, within(6 * Math.sqrt(100_000 * 0.9 * 0.1)));
        assertThat((double) counts[1]).isCloseTo(9_000, within(6 * Math.sqrt(100_000 * 0.09 * 0.91)));
        assertThat((double) counts[2]).isCloseTo(1_000, within(6 * Math.sqrt(100_000 * 0.01 * 0.99)));
    }

    @Test
    void theSameSeedGivesTheSameSequenceAndOtherSeedsAndLoopsGiveOthers() {
        assertThat(drawn(7, 0)).isEqualTo(drawn(7, 0)).isNotEqualTo(drawn(8, 0)).isNotEqualTo(drawn(7, 1));
    }

    @Test
    void aKnownSeedGivesAKnownSequence() {
        RequestMix halves = new RequestMix(
                List.of(RequestKind.of(RequestSpec.get("/a"), 0.5), RequestKind.of(RequestSpec.get("/b"), 0.5)));
        MixDraw draw = MixDraw.of(halves, 1, 0);

        assertThat(IntStream.range(0, 16).map(_ -> draw.next()))
                .containsExactly(1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0);
    }

    @Test
    void theServerSeesTheSequenceThatWasDrawn() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (TruthServer server = TruthServer.start((_, call) -> {
            seen.add(call.target());
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(1)
                    .requests(THREE)
                    .open(Arrivals.CONSTANT, 400)
                    .measurementMs(500)
                    .timeoutMs(20_000)
                    .run();

            List<String> drawn = new ArrayList<>();
            MixDraw draw = MixDraw.of(THREE, Load.SEED, 0);
            for (int i = 0; i < result.requests(); i++) {
                drawn.add(THREE.kinds().get(draw.next()).request().target());
            }
            assertThat(result.requests()).isEqualTo(200);
            assertThat(seen).isEqualTo(drawn);
        }
    }

    /// One request in ten waits 60 ms, the others are answered at once: each kind has its own times, and the total is
    /// the sum of the kinds.
    @Test
    void everyKindHasItsOwnTimesAndOutcomes() throws Exception {
        RequestMix mix = new RequestMix(
                List.of(RequestKind.of(RequestSpec.get("/fast"), 9), RequestKind.of(RequestSpec.get("/slow/60"), 1)));
        try (TruthServer server = TruthServer.start((_, call) -> {
            if (call.target().equals("/slow/60")) {
                Thread.sleep(60);
                call.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            } else {
                call.send(TruthServer.HELLO);
            }
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(40)
                    .requests(mix)
                    .open(Arrivals.POISSON, 400)
                    .measurementMs(1_000)
                    .timeoutMs(20_000)
                    .run();

            KindResult fast = result.kinds().getFirst();
            KindResult slow = result.kinds().getLast();
            int[] drawn = counts(mix, Load.SEED, 0, (int) result.requests());
            assertThat(fast.kind().name()).isEqualTo("fast");
            assertThat(slow.kind().name()).isEqualTo("slow-60");
            assertThat(fast.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, (long) drawn[0]));
            assertThat(slow.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_5XX, (long) drawn[1]));
            assertThat(slow.errors()).isEqualTo(drawn[1]);
            assertThat(slow.failed().getMinValue()).isGreaterThanOrEqualTo(59_900_000L);
            assertThat(fast.service().getValueAtPercentile(50))
                    .isLessThan(slow.failed().getMinValue());
            assertThat(fast.fastestAnswerNs()).isPositive();
            assertThat(slow.fastestAnswerNs()).isEqualTo(-1);
            assertThat(slow.response().getTotalCount()).isZero();
            assertThat(result.response()).isEqualTo(fast.response());
            assertThat(result.failed()).isEqualTo(slow.failed());
            assertThat(result.intervals().stream()
                            .mapToLong(i -> i.kinds().getLast().failed().getTotalCount())
                            .sum())
                    .isEqualTo(drawn[1]);
            assertThat(fast.receivedBytesPerSecond()).isPositive();
            assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("Little"));
            assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("its weight says"));
        }
    }

    /// One connection only: most requests wait in the generator, and none may change its kind there.
    @Test
    void aRequestThatWaitsForAConnectionKeepsItsKind() throws Exception {
        RequestMix mix = new RequestMix(
                List.of(RequestKind.of(RequestSpec.get("/a"), 1), RequestKind.of(RequestSpec.get("/b"), 1)));
        try (TruthServer server = TruthServer.start((_, call) -> {
            Thread.sleep(2);
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(1)
                    .requests(mix)
                    .open(Arrivals.CONSTANT, 1_000)
                    .measurementMs(300)
                    .timeoutMs(20_000)
                    .run();

            int[] drawn = counts(mix, Load.SEED, 0, 300);
            assertThat(result.queued()).isGreaterThan(100);
            assertThat(result.kinds()).extracting(KindResult::requests).containsExactly((long) drawn[0], (long)
                    drawn[1]);
        }
    }

    @Test
    void loopsAddUpTheirKindsAndResultsMerge() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .requests(THREE)
                    .loops(2)
                    .open(Arrivals.CONSTANT, 1_000)
                    .measurementMs(400)
                    .timeoutMs(20_000)
                    .run();

            int[] first = counts(THREE, Load.SEED, 0, 200);
            int[] second = counts(THREE, Load.SEED, 1, 200);
            assertThat(result.kinds())
                    .extracting(KindResult::requests)
                    .containsExactlyElementsOf(IntStream.range(0, 3)
                            .mapToObj(i -> (long) first[i] + second[i])
                            .toList());
            LoadResult merged = ResultMerge.of(List.of(result, result));
            assertThat(merged.kinds().getFirst().requests())
                    .isEqualTo(2 * result.kinds().getFirst().requests());
            assertThat(merged.intervals().getFirst().kinds()).hasSize(3);
        }
    }

    @Test
    void resultsOfDifferentMixesCannotBeMerged() {
        Results other = new Results();
        other.mix = RequestMix.of(RequestSpec.get("/other"));

        assertThatThrownBy(() -> ResultMerge.of(List.of(new Results().result(), other.result())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different requests");
    }

    private static List<Integer> drawn(long seed, int loop) {
        MixDraw draw = MixDraw.of(THREE, seed, loop);
        return IntStream.range(0, 1_000).mapToObj(_ -> draw.next()).toList();
    }

    private static int[] counts(RequestMix mix, long seed, int loop, int draws) {
        MixDraw draw = MixDraw.of(mix, seed, loop);
        int[] counts = new int[mix.kinds().size()];
        for (int i = 0; i < draws; i++) {
            counts[draw.next()]++;
        }
        assertThat(Arrays.stream(counts).sum()).isEqualTo(draws);
        return counts;
    }
}

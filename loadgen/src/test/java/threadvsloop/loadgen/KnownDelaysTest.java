package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import threadvsloop.loadgen.record.Times;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Servers whose delays are known, held against what is measured. A busy machine can only add to a delay, so the truth
/// is a lower bound of every quantile.
@Isolated
class KnownDelaysTest {
    private static final double DIGITS = 0.999;

    @Test
    void aConstantDelayIsInEveryTime() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            Thread.sleep(50);
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(50)
                    .open(Arrivals.POISSON, 200)
                    .measurementMs(1000)
                    .run();

            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(result.service().getMinValue()).isGreaterThanOrEqualTo((long) (50e6 * DIGITS));
            assertThat(result.response().getMinValue()).isGreaterThanOrEqualTo((long) (50e6 * DIGITS));
            // Wrong by a unit is wrong by a thousand; ten times is what a busy machine is allowed.
            assertThat(result.service().getValueAtPercentile(50)).isLessThan(500_000_000L);
            assertThat(result.meanInFlight()).isGreaterThanOrEqualTo(0.9 * 0.050 * result.achievedPerSecond());
        }
    }

    /// The head comes at once, the body 40 ms later, its last byte another 40 ms later.
    @Test
    void firstAndLastByteAreToldApart() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            Thread.sleep(40);
            call.send("Hell");
            Thread.sleep(40);
            call.send("o");
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(20)
                    .open(Arrivals.POISSON, 100)
                    .measurementMs(1000)
                    .run();

            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(result.firstByte().getTotalCount()).isEqualTo(result.requests());
            assertThat(result.service().getMean() - result.firstByte().getMean())
                    .isGreaterThanOrEqualTo(80e6 * DIGITS);
        }
    }

    @Test
    void aRandomDelayIsRecoveredQuantileByQuantile() throws Exception {
        List<Long> truthNs = new CopyOnWriteArrayList<>();
        Random random = new Random(5);
        try (TruthServer server = TruthServer.start((_, call) -> {
            long startNs = System.nanoTime();
            Thread.sleep(exponentialMs(random));
            truthNs.add(System.nanoTime() - startNs);
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadResult result = Load.on(server.port())
                    .connections(100)
                    .open(Arrivals.POISSON, 400)
                    .measurementMs(1000)
                    .run();

            List<Long> sorted = truthNs.stream().sorted().toList();
            assertThat(result.requests()).isEqualTo(sorted.size());
            for (double p : new double[] {0, 25, 50, 75, 90, 99, 100}) {
                long truth = sorted.get(Math.max(0, (int) Math.ceil(p / 100 * sorted.size()) - 1));
                assertThat(result.service().getValueAtPercentile(p))
                        .describedAs("p%s", p)
                        .isGreaterThanOrEqualTo((long) (truth * DIGITS) - 1_000);
            }
        }
    }

    private static long exponentialMs(Random random) {
        synchronized (random) {
            return Math.round(-10 * Math.log(1 - random.nextDouble()));
        }
    }

    /// A server that stalls for S = 300 ms every T = 1 s, at 500 requests/s and 4 connections. Of the requests that
    /// are intended within a stall, those in its first S − x wait for x or more: that is arithmetic. In flight are
    /// only 4 at a time, so the time from the actual send shows 4 of them per stall and hides the others.
    @Test
    void aStallIsInTheResponseTimeOfEveryRequestThatShouldHaveStartedInIt() throws Exception {
        Stalls stalls = new Stalls(300_000_000L, 1_000_000_000L);
        try (TruthServer server = TruthServer.start((_, call) -> {
            stalls.pass();
            call.send(TruthServer.HELLO);
            return true;
        })) {
            LoadOptions options = Load.on(server.port())
                    .open(Arrivals.CONSTANT, 500)
                    .measurementMs(3000)
                    .timeoutMs(20_000)
                    .options();

            LoadResult result = new LoadGenerator(options)
                    .run(LoadGeneratorTest.at(LoadPhase.CONNECT, () -> stalls.begin(System.nanoTime())));

            for (long atLeastMs : new long[] {100, 150, 200, 250}) {
                long known = stalls.intendedWithStallLeft(result, 2_000_000, atLeastMs * 1_000_000);
                assertThat(known).isGreaterThanOrEqualTo(20);
                assertThat(slowerThan(result.response(), atLeastMs))
                        .describedAs("responses of %d ms and more", atLeastMs)
                        .isGreaterThanOrEqualTo(known);
            }
            assertThat(slowerThan(result.service(), 150)).isLessThan(slowerThan(result.response(), 150) / 2);
            assertThat(result.queued()).isPositive();
        }
    }

    private static long slowerThan(org.HdrHistogram.Histogram histogram, long ms) {
        return histogram.getCountBetweenValues((long) (ms * 1e6 * DIGITS), Times.MOST_NS);
    }

    /// Closed for the last `stallNs` of every `periodNs`.
    private static final class Stalls {
        private final long stallNs;
        private final long periodNs;
        private volatile long originNs;

        Stalls(long stallNs, long periodNs) {
            this.stallNs = stallNs;
            this.periodNs = periodNs;
        }

        void begin(long nowNs) {
            originNs = nowNs;
        }

        void pass() throws InterruptedException {
            long left = leftNs(System.nanoTime());
            while (left > 0) {
                Thread.sleep(left / 1_000_000 + 1);
                left = leftNs(System.nanoTime());
            }
        }

        /// How long a stall lasts from this moment on; 0 outside.
        long leftNs(long atNs) {
            long inPeriod = Math.floorMod(atNs - originNs, periodNs);
            return inPeriod >= periodNs - stallNs ? periodNs - inPeriod : 0;
        }

        /// How many of the intended starts, `gapNs` apart, have at least so much of a stall before them.
        long intendedWithStallLeft(LoadResult result, long gapNs, long atLeastNs) {
            long count = 0;
            for (long at = result.measurementStartNs(); at < result.measurementEndNs(); at += gapNs) {
                count += leftNs(at) >= atLeastNs ? 1 : 0;
            }
            return count;
        }
    }
}

package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.loadgen.record.Times;
import threadvsloop.loadgen.schedule.ArrivalSchedule;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.Header;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

@Isolated
class LoadGeneratorTest {
    @ParameterizedTest
    @EnumSource
    void openLoopStartsWhatTheScheduleSays(Arrivals arrivals) throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(16)
                    .open(arrivals, 500)
                    .warmupMs(300)
                    .measurementMs(1000)
                    .options();

            LoadResult result = new LoadGenerator(options).run(LoadListener.NONE);

            assertThat(result.requests()).isEqualTo(scheduled(options));
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, result.requests()));
            assertThat(result.response().getTotalCount()).isEqualTo(result.requests());
            assertThat(result.service().getTotalCount()).isEqualTo(result.requests());
            assertThat(result.sendLag().getTotalCount()).isEqualTo(result.requests());
            assertThat(result.offeredPerSecond()).isEqualTo((double) result.requests());
            assertThat(result.measurementEndNs() - result.measurementStartNs()).isEqualTo(1_000_000_000);
            assertThat(result.opened()).isEqualTo(16);
            assertThat(result.served()).isEqualTo(16);
            assertThat(result.reopened()).isZero();
        }
    }

    /// A stall, and a ramp: as many requests in each half as the schedule says, and the report says which
    /// shape it was.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRateMayChange(int loops) throws Exception {
        RateProfile profile = new RateProfile(List.of(
                new RateProfile.Knot(Duration.ZERO, 300),
                new RateProfile.Knot(Duration.ofMillis(300), 300),
                new RateProfile.Knot(Duration.ofMillis(300), 0),
                new RateProfile.Knot(Duration.ofMillis(600), 0),
                new RateProfile.Knot(Duration.ofMillis(1000), 1000)));
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(16)
                    .shape(new LoadShape.Open(Arrivals.CONSTANT, profile))
                    .warmupMs(200)
                    .measurementMs(1000)
                    .loops(loops)
                    .options();

            LoadResult result = new LoadGenerator(options).run(LoadListener.NONE);

            // 90 before the stall and 1,000·0.4/2 in the ramp.
            assertThat(result.requests()).isEqualTo(scheduled(options)).isEqualTo(290);
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 290L));
            assertThat(server.requests()).isEqualTo(350);
            assertThat(result.options().shape().label()).isEqualTo("open-constant-ramp");
            // The generator itself may be late where others use its CPUs.
            assertThat(result.audit().reasons()).allMatch(reason -> reason.contains("generator"));
        }
    }

    /// How many intended starts of the schedule lie in the measurement.
    private static long scheduled(LoadOptions options) {
        LoadShape.Open open = (LoadShape.Open) options.shape();
        long startNs = options.warmup().toNanos();
        long endNs = startNs + options.measurement().toNanos();
        long count = 0;
        for (int loop = 0; loop < options.loops(); loop++) {
            ArrivalSchedule schedule = ArrivalSchedule.of(
                    open.arrivals(), open.rate(), options.warmup(), options.seed(), loop, options.loops());
            for (long offset = schedule.next(); offset < endNs; offset = schedule.next()) {
                count += offset >= startNs ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void closedLoopKeepsEveryConnectionBusy(int loops) throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(8)
                    .loops(loops)
                    .warmupMs(300)
                    .measurementMs(400)
                    .run();

            assertThat(result.served()).isEqualTo(8);
            assertThat(result.requests()).isLessThan(server.requests());
            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, result.requests()));
            // Of each loop, one connection at most is between an answer and its next request.
            assertThat(result.meanInFlight()).isBetween(8.0 - loops, 8.0);
            assertThat(result.queued()).isZero();
        }
    }

    @Test
    void loopsSplitARateAndItsConnections() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options = Load.on(server.port())
                    .connections(7)
                    .loops(3)
                    .open(Arrivals.POISSON, 600)
                    .measurementMs(1000)
                    .options();

            LoadResult result = new LoadGenerator(options).run(LoadListener.NONE);

            assertThat(result.requests()).isEqualTo(scheduled(options));
            assertThat(result.opened()).isEqualTo(7);
            assertThat(result.served()).isEqualTo(7);
            assertThat(server.requests()).isEqualTo((int) result.requests());
        }
    }

    @Test
    void idleConnectionsAreHeldAndSendNothing() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            List<Integer> held = new ArrayList<>();
            LoadOptions options = Load.on(server.port())
                    .connections(50)
                    .shape(new LoadShape.Idle())
                    .options();

            LoadResult result =
                    new LoadGenerator(options).run(at(LoadPhase.DRAIN, () -> held.add(server.openConnections())));

            assertThat(held).containsExactly(50);
            assertThat(result.opened()).isEqualTo(50);
            assertThat(result.connect().getTotalCount()).isEqualTo(50);
            assertThat(result.requests()).isZero();
            assertThat(server.requests()).isZero();
            assertThat(result.audit()).isEqualTo(new Audit(AuditStatus.VALID, List.of(), List.of()));
        }
    }

    @Test
    void noConnectionsAtAllAreAValidIdleLoad() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .shape(new LoadShape.Idle())
                    .connections(0)
                    .run();

            assertThat(result.opened()).isZero();
            assertThat(result.audit().status()).isEqualTo(AuditStatus.VALID);
        }
    }

    @Test
    void phasesAreAnnouncedInOrderAtTheEdgesOfTheWindow() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            List<LoadPhase> phases = new ArrayList<>();
            Map<LoadPhase, Long> edges = new EnumMap<>(LoadPhase.class);
            List<Thread> threads = new ArrayList<>();
            LoadOptions options = Load.on(server.port()).warmupMs(150).options();

            LoadResult result = new LoadGenerator(options).run(new LoadListener() {
                @Override
                public void phase(LoadPhase phase, long nanoTime) {
                    phases.add(phase);
                    edges.put(phase, nanoTime);
                    threads.add(Thread.currentThread());
                    assertThat(nanoTime).isLessThanOrEqualTo(System.nanoTime());
                }
            });

            assertThat(phases).containsExactly(LoadPhase.values());
            assertThat(threads).containsOnly(Thread.currentThread());
            assertThat(edges).containsEntry(LoadPhase.MEASUREMENT, result.measurementStartNs());
            assertThat(edges).containsEntry(LoadPhase.DRAIN, result.measurementEndNs());
            assertThat(edges).containsEntry(LoadPhase.WARMUP, result.measurementStartNs() - 150_000_000);
            assertThat(List.copyOf(edges.values())).isSorted();
        }
    }

    @Test
    void intervalsFollowOneAnotherAndSumToTheWhole() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            List<LoadProgress> progress = new ArrayList<>();
            LoadOptions options =
                    Load.on(server.port()).warmupMs(1000).measurementMs(2300).options();

            LoadResult result = new LoadGenerator(options).run(new LoadListener() {
                @Override
                public void progress(LoadProgress p) {
                    progress.add(p);
                }
            });

            List<Interval> intervals = result.intervals();
            assertThat(intervals).hasSizeGreaterThanOrEqualTo(3);
            assertThat(intervals.get(0).startNs()).isEqualTo(result.measurementStartNs());
            assertThat(intervals.get(2).endNs()).isEqualTo(result.measurementEndNs());
            for (int i = 1; i < intervals.size(); i++) {
                assertThat(intervals.get(i).startNs())
                        .isEqualTo(intervals.get(i - 1).endNs());
            }
            assertThat(counts(sum(intervals, Interval::response))).isEqualTo(counts(result.response()));
            assertThat(counts(sum(intervals, Interval::service))).isEqualTo(counts(result.service()));
            assertThat(counts(sum(intervals, Interval::sendLag))).isEqualTo(counts(result.sendLag()));
            assertThat(progress).extracting(LoadProgress::phase).contains(LoadPhase.WARMUP, LoadPhase.MEASUREMENT);
            assertThat(progress).filteredOn(p -> p.phase() == LoadPhase.WARMUP).allMatch(p -> p.p99Ns() > 0);
        }
    }

    private static Map<Long, Long> counts(Histogram histogram) {
        Map<Long, Long> counts = new TreeMap<>();
        histogram.recordedValues().forEach(v -> counts.put(v.getValueIteratedTo(), v.getCountAtValueIteratedTo()));
        return counts;
    }

    private static Histogram sum(List<Interval> intervals, Function<Interval, Histogram> which) {
        Histogram sum = Times.histogram();
        intervals.forEach(interval -> sum.add(which.apply(interval)));
        return sum;
    }

    @Test
    void whatIsSentIsWhatWasAskedFor() throws Exception {
        List<String> heads = new ArrayList<>();
        try (TruthServer server = TruthServer.start((_, call) -> {
            synchronized (heads) {
                heads.add(call.head());
            }
            call.send(TruthServer.HELLO);
            return true;
        })) {
            RequestSpec post = new RequestSpec("POST", "/echo?x=1", List.of(new Header("X-A", "b")), new byte[100_000]);

            LoadResult result = Load.on(server.port()).request(post).run();

            assertThat(heads)
                    .containsOnly("POST /echo?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                            + "\r\nX-A: b\r\nContent-Length: 100000\r\n\r\n");
            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        try (TruthServer server = TruthServer.start((_, call) -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            return true;
        })) {
            RequestSpec head = new RequestSpec("HEAD", "/", List.of(), new byte[0]);

            assertThat(Load.on(server.port()).request(head).run().outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
        }
    }

    @Test
    void anUnusedPortIsUnreachableAndTheMessageSaysWhatToDo() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }

        assertThatThrownBy(() -> Load.on(unused).run())
                .isInstanceOfSatisfying(
                        TargetUnreachableException.class,
                        e -> assertThat(e.fault()).isEqualTo(ConnectFault.REFUSED))
                .hasMessageContaining("127.0.0.1:" + unused)
                .hasMessageContaining("start the server");
    }

    @Test
    void anUnknownHostIsUnreachable() {
        LoadOptions unknown = Load.on(1).host("no-such-host.invalid").options();

        assertThatThrownBy(() -> new LoadGenerator(unknown).run(LoadListener.NONE))
                .isInstanceOfSatisfying(
                        TargetUnreachableException.class,
                        e -> assertThat(e.fault()).isEqualTo(ConnectFault.UNKNOWN_HOST));
    }

    @Test
    void moreConnectionsThanThisProcessMayOpenAreRefusedAtOnce() throws Exception {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        && os.getMaxFileDescriptorCount() < 1_000_000,
                "this process may open more files than a generator may ask for");

        assertThatThrownBy(() -> Load.on(1).connections(1_000_000).run())
                .isInstanceOfSatisfying(
                        TargetUnreachableException.class,
                        e -> assertThat(e.fault()).isEqualTo(ConnectFault.TOO_MANY_FILES))
                .hasMessageContaining("ulimit -n");
    }

    @Test
    void aGeneratorIsForOneRun() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadGenerator generator = new LoadGenerator(Load.on(server.port()).options());
            generator.run(LoadListener.NONE);

            assertThatThrownBy(() -> generator.run(LoadListener.NONE)).isInstanceOf(IllegalStateException.class);
        }
    }

    static LoadListener at(LoadPhase when, Runnable action) {
        return new LoadListener() {
            @Override
            public void phase(LoadPhase phase, long nanoTime) {
                if (phase == when) {
                    action.run();
                }
            }
        };
    }
}

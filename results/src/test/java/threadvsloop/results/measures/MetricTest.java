package threadvsloop.results.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.StartUp;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

class MetricTest {

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Trial trial;

    @BeforeAll
    static void write(@TempDir Path temporary) throws IOException {
        Path run = SyntheticRun.quick().withBlocks(1).write(temporary.resolve("run"));
        trial = RunDirectory.open(run).trials().readable().stream()
                .filter(one -> one.scenario().equals("plaintext"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByTheIdThatFilesHave(Metric metric) {
        assertThat(metric.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(Metric.ofId(metric.id())).isEqualTo(metric);
    }

    @Test
    void anUnknownIdIsAnsweredWithTheKnownOnes() {
        assertThat(Metric.CPU_PER_REQUEST.id()).isEqualTo("cpu-per-request");
        assertThatThrownBy(() -> Metric.ofId("cpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"cpu\"")
                .hasMessageContaining("p99, p999")
                .hasMessageContaining("cpu-per-request");
    }

    @Test
    void sharesOfThreadsAreOfTheServersCpu() {
        Resources used = threads(
                new Resources.ThreadCpu("node-MainThread", 1, 60, 60),
                new Resources.ThreadCpu("libuv-worker", 4, 30, 20),
                new Resources.ThreadCpu("node-V8Worker", 4, 10, 5));
        assertThat(value(Metric.BUSIEST_THREAD, used)).isEqualTo(60);
        assertThat(value(Metric.POOL_CPU, used)).isEqualTo(30);
        assertThat(value(Metric.POOL_CPU, threads(new Resources.ThreadCpu("main", 1, 200, 200))))
                .isZero();
        assertThat(value(Metric.BUSIEST_THREAD, threads(new Resources.ThreadCpu("main", 1, 100.5, 100.5))))
                .isEqualTo(100);
        assertThat(Metric.BUSIEST_THREAD.of(with(threads(), Map.of(), null))).isEmpty();
        assertThat(Metric.POOL_CPU.of(with(threads(), Map.of(), null))).isEmpty();
    }

    @Test
    void aWarmServerNeedsNoCompilers() {
        Resources used = threads(
                new Resources.ThreadCpu("C2 CompilerThre", 1, 30, 30),
                new Resources.ThreadCpu("loop-#", 1, 60, 60),
                new Resources.ThreadCpu("C1 CompilerThre", 1, 10, 10));
        assertThat(used.compilerShare()).isEqualTo(0.4);
        assertThat(value(Metric.WARM_CPU_PER_REQUEST, used)).isEqualTo(15);
        assertThat(value(Metric.WARM_CPU_PER_REQUEST, threads())).isEqualTo(25);
        assertThat(Metric.CPU_PER_REQUEST.warm()).contains(Metric.WARM_CPU_PER_REQUEST);
        assertThat(Metric.P99.warm()).isEmpty();
    }

    @Test
    void countsPerRequest() {
        Resources used = threads();
        double requests = Objects.requireNonNull(trial.load()).requests();
        assertThat(value(Metric.STARTS_PER_REQUEST, used)).isEqualTo(50 / requests);
        assertThat(value(Metric.CPU_PER_REQUEST, used)).isEqualTo(25);
        assertThat(value(Metric.REQUESTS_PER_CPU_SECOND, used)).isEqualTo(40_000);
        assertThat(value(Metric.RSS, used)).isEqualTo(2);
        assertThat(value(Metric.VIRTUAL, used)).isEqualTo(3);
        assertThat(Metric.WRITES_PER_REQUEST.of(with(used, Map.of("writes", 30, "requests", 20), null)))
                .hasValue(1.5);
        assertThat(Metric.WRITES_PER_REQUEST.of(with(used, Map.of("requests", 20), null)))
                .isEmpty();
        assertThat(Metric.WRITES_PER_REQUEST.of(with(used, Map.of("writes", "many", "requests", 20), null)))
                .isEmpty();
        assertThat(Metric.WRITES_PER_REQUEST.of(with(used, Map.of("writes", 0, "requests", 0), null)))
                .isEmpty();
    }

    @Test
    void theAnsweredPartAndTheMeanAreOfAllRequests() {
        Trial collapsed = SyntheticRun.collapsed(
                trial, Objects.requireNonNull(trial.load()).requests() / 4);
        assertThat(Metric.ANSWERED.of(trial)).hasValue(100);
        assertThat(Metric.ANSWERED.of(collapsed).orElseThrow()).isCloseTo(75, within(1e-9));
        assertThat(Metric.MEAN.of(trial)).hasValue(trial.load().responseNs().mean() / 1e6);
        assertThat(Metric.ANSWERED.of(SyntheticRun.failed(trial, "it died"))).isEmpty();
    }

    /// Half of the requests were reset at once: that makes no quantile better, and the median is that of the last
    /// answers.
    @Test
    void failingMakesNoTimeBetter() {
        Quantiles all = new Quantiles(9_000_000, -1, -1, -1, -1, -1, -1, 100);
        long requests = Objects.requireNonNull(trial.load()).requests();
        Trial failing =
                SyntheticRun.failing(trial, new Failures(requests / 2, new Quantiles(1, 1, 1, 1, 1, 1, 1, 1), all));

        assertThat(Metric.P50.of(failing)).hasValue(9);
        for (Metric metric : List.of(Metric.P90, Metric.P99, Metric.P999, Metric.MAX, Metric.MEAN)) {
            assertThat(metric.of(failing)).describedAs(metric.id()).isEmpty();
        }
        assertThat(Metric.ANSWERED.of(failing).orElseThrow()).isCloseTo(50, within(0.1));
    }

    /// The mean is of good answers as long as hardly any failed, and all else of all requests.
    @Test
    void withHardlyAnyFailuresAllTimesAreThere() {
        Quantiles response = Objects.requireNonNull(trial.load()).responseNs();
        Trial failing = SyntheticRun.failing(
                trial,
                new Failures(
                        1,
                        new Quantiles(1, 1, 1, 1, 1, 1, 1, 1),
                        new Quantiles(1_000_000, 2_000_000, 3_000_000, -1, -1, -1, -1, 100)));

        assertThat(Metric.P99.of(failing)).hasValue(3);
        assertThat(Metric.P999.of(failing)).isEmpty();
        assertThat(Metric.MEAN.of(failing)).hasValue(response.mean() / 1e6);
    }

    @Test
    void aServerThatAnsweredNothingHasNoCpuPerRequest() {
        Resources used = threads();
        Resources none = new Resources(
                5,
                60,
                40,
                0,
                1,
                1,
                0,
                50,
                0,
                0,
                used.pssKiB(),
                used.rssKiB(),
                used.virtualKiB(),
                used.threads(),
                used.descriptors(),
                used.sockets(),
                0,
                0,
                used.kernelMemoryKiB(),
                0,
                0,
                0,
                5,
                List.of(),
                0);

        for (Metric metric : List.of(
                Metric.CPU_PER_REQUEST,
                Metric.WARM_CPU_PER_REQUEST,
                Metric.REQUESTS_PER_CPU_SECOND,
                Metric.SWITCHES_PER_REQUEST)) {
            assertThat(metric.of(with(none, Map.of(), null)))
                    .describedAs(metric.id())
                    .isEmpty();
        }
    }

    @Test
    void aStartIsTakenApart() {
        Trial started = with(null, Map.of(), new StartUp(300, 420.5, 31_000_000));
        assertThat(Metric.START_READY.of(started)).hasValue(300);
        assertThat(Metric.FIRST_ANSWER.of(started)).hasValue(420.5);
        assertThat(Metric.FIRST_SECOND_P99.of(started)).hasValue(31);
        Trial idle = with(null, Map.of(), new StartUp(300, null, StartUp.NOTHING_ENDED));
        assertThat(Metric.START_READY.of(idle)).hasValue(300);
        assertThat(Metric.FIRST_ANSWER.of(idle)).isEmpty();
        assertThat(Metric.FIRST_SECOND_P99.of(idle)).isEmpty();
        assertThat(Metric.START_READY.of(with(null, Map.of(), null))).isEmpty();
    }

    private double value(Metric metric, Resources used) {
        OptionalDouble value = metric.of(with(used, Map.of(), null));
        return value.orElseThrow();
    }

    /// 100 ms of CPU, 25 µs for a request.
    private static Resources threads(Resources.ThreadCpu... groups) {
        Resources.Level level = new Resources.Level(1, 1, 1);
        return new Resources(
                5,
                60,
                40,
                25_000,
                1,
                1,
                1,
                50,
                0,
                0,
                level,
                new Resources.Level(2048, 0, 0),
                new Resources.Level(3072, 0, 0),
                level,
                level,
                level,
                0,
                0,
                new Resources.KernelMemory(0, 0, 0),
                0,
                0,
                0,
                5,
                List.of(groups),
                0);
    }

    private Trial with(@Nullable Resources used, Map<String, Object> stats, @Nullable StartUp start) {
        return new Trial(
                trial.schemaVersion(),
                trial.scenario(),
                trial.contestant(),
                trial.family(),
                trial.block(),
                trial.order(),
                trial.point(),
                trial.startedAt(),
                trial.server(),
                trial.phases(),
                start,
                trial.load(),
                used,
                trial.warmth(),
                stats,
                trial.backends(),
                trial.validity());
    }
}

package threadvsloop.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.measures.Settling;

class GatesTest {

    private static final Validity FINE = new Validity(Status.VALID, List.of());

    @ParameterizedTest
    @CsvSource(textBlock = """
            # steal, foreign, status
            0.04,    0.04,    VALID
            0.06,    0.00,    SUSPECT
            0.00,    0.06,    SUSPECT
            0.21,    0.00,    INVALID
            0.00,    0.26,    INVALID
            0.06,    0.26,    INVALID
            """)
    void gradesWhatOthersDidToTheHost(double steal, double foreign, Status status) {
        Validity verdict = judge(FINE, Map.of("GET /plaintext", 1L), resources(steal, foreign), null);
        assertThat(verdict.status()).isEqualTo(status);
    }

    /// A server whose timers run early waits; one that answers far too early does not.
    @ParameterizedTest(name = "{0} after {1} ms: {2} {3}")
    @CsvSource(textBlock = """
            # request,                   fastest ms, status,  said
            GET /wait/100,               100.0,      VALID,
            GET /wait/100,               99.95,      VALID,
            GET /wait/100,               99.2,       VALID,   came after 99.2 ms (tolerated: 3.0 ms early)
            GET /wait/100,               97.0,       VALID,   came after 97.0 ms
            GET /wait/100,               96.5,       INVALID, the wait was skipped: an answer to GET /wait/100 came after 96.5 ms; of at least 100 ms
            GET /wait/100,               0.2,        INVALID, the wait was skipped
            GET /wait/20,                18.1,       VALID,   tolerated: 2.0 ms
            GET /wait/20,                17.9,       INVALID, tolerated: 2.0 ms early
            GET /wait/5,                 4.1,        VALID,   tolerated: 1.0 ms
            GET /wait/5,                 3.9,        INVALID, skipped
            GET /wait/1,                 0.1,        VALID,   tolerated: 1.0 ms
            GET /deep/1000/100,          98.9,       VALID,   tolerated: 3.0 ms
            GET /upstream/3/20,          59.2,       INVALID, of at least 60 ms asked for (tolerated: 0.0 ms early)
            GET /plaintext,              0.01,       VALID,
            """)
    void anAnswerBeforeItsWaitIsOverIsEarlyOrSkipped(
            String request, double fastestMs, Status status, @Nullable String said) {
        Validity verdict = judge(FINE, Map.of(request, Math.round(fastestMs * 1e6)), null, null);
        assertThat(verdict.status()).isEqualTo(status);
        List<String> sentences = status == Status.VALID ? verdict.findings() : verdict.reasons();
        if (said == null) {
            assertThat(sentences).isEmpty();
        } else {
            assertThat(sentences).singleElement().asString().contains(said.replace(';', ','));
        }
    }

    @Test
    void nothingAskedIsNothingSkipped() {
        assertThat(judge(FINE, Map.of(), null, null).status()).isEqualTo(Status.VALID);
    }

    @Test
    void everyRequestOfAMixIsHeldToItsOwnWait() {
        Map<String, Long> fastest = Map.of("GET /plaintext", 100_000L, "GET /block/50", 40_000_000L);
        assertThat(judge(FINE, fastest, null, null).reasons())
                .singleElement()
                .asString()
                .contains("skipped", "/block/50", "40.0 ms");
    }

    @Test
    void findingsOfTheGeneratorStayFindings() {
        Validity collapse = new Validity(Status.VALID, List.of(), List.of("40% had no good answer"));
        assertThat(judge(collapse, Map.of(), resources(0, 0), null)).isEqualTo(collapse);
        Validity doubted = judge(collapse, Map.of(), resources(0.06, 0), null);
        assertThat(doubted.status()).isEqualTo(Status.SUSPECT);
        assertThat(doubted.findings()).isEqualTo(collapse.findings());
        assertThat(doubted.reasons()).hasSize(1);
    }

    @Test
    void theGeneratorsOwnVerdictIsKeptWithItsReasons() {
        Validity suspect = new Validity(Status.SUSPECT, List.of("send lag"));
        assertThat(judge(suspect, Map.of("GET /plaintext", 1L), resources(0, 0), null))
                .isEqualTo(suspect);
        Validity invalid = new Validity(Status.INVALID, List.of("generator too slow"));
        assertThat(judge(invalid, Map.of("GET /plaintext", 1L), resources(0.06, 0), null)
                        .reasons())
                .hasSize(2)
                .first()
                .isEqualTo("generator too slow");
    }

    @ParameterizedTest(name = "upstream {0} ms late, backends {1}, with the generator {2}: {3}")
    @CsvSource(textBlock = """
            # late ms, backends, whole side, status,  reason
            4.9,       0.49,       0.84,       VALID,
            5.1,       0.10,       0.40,       SUSPECT, 'more than 5.10 ms after they were due (bounds: 5 ms, 20 ms)'
            20.1,      0.10,       0.40,       INVALID, 'offer less load, or keep other work off'
            5.004,     0.10,       0.40,       SUSPECT, 'more than 5.004 ms after they were due (bounds: 5 ms, 20 ms)'
            0.5,       0.51,       0.60,       SUSPECT, 'they used 51.0% of the CPUs'
            0.5,       0.71,       0.80,       INVALID, 'upstream and database were the limit'
            0.5,       0.10,       0.86,       SUSPECT, 'used 86.0% of the CPUs that they share (bounds: 85%, 95%)'
            0.5,       0.10,       0.96,       INVALID, 'or use a machine with more CPUs'
            """)
    void aBackendThatIsTheLimitSpoilsTheTrial(
            double lateMs, double share, double side, Status status, @Nullable String reason) {
        BackendUse backends =
                new BackendUse(upstream(new BackendUse.Lateness(0.1, lateMs, lateMs), ""), null, share, side);
        Validity verdict = judge(FINE, Map.of("GET /upstream/3/20", 60_000_000L), resources(0, 0), backends);
        assertThat(verdict.status()).isEqualTo(status);
        if (reason != null) {
            assertThat(verdict.reasons())
                    .singleElement()
                    .satisfies(said -> assertThat(said).contains(reason));
        }
    }

    /// Where a call takes 333 ms, 10 ms are 3% of it.
    @ParameterizedTest
    @CsvSource({"16, VALID", "17, SUSPECT", "66, SUSPECT", "67, INVALID"})
    void theUpstreamMayBeLateByASmallShareOfALongCall(double lateMs, Status status) {
        BackendUse backends =
                new BackendUse(upstream(new BackendUse.Lateness(0.1, lateMs, lateMs), ""), null, 0.1, 0.4);
        Map<String, Long> fastest = Map.of("GET /upstream/3/333", 1_000_000_000L);
        assertThat(judge(FINE, fastest, resources(0, 0), backends).status()).isEqualTo(status);
    }

    /// What is late seldom spoils the slowest answers only.
    @ParameterizedTest
    @CsvSource({"0.9, 0, true", "1.1, 0, false", "0.9, 0.06, false"})
    void aSeldomLateUpstreamAloneSpoilsTheTailOnly(double typicalMs, double steal, boolean tailOnly) {
        BackendUse backends = new BackendUse(upstream(new BackendUse.Lateness(typicalMs, 6, 6), ""), null, 0.1, 0.4);
        Map<String, Long> fastest = Map.of("GET /upstream/1/20", 20_000_000L);
        Validity verdict = judge(FINE, fastest, resources(steal, 0), backends);
        assertThat(verdict.status()).isEqualTo(Status.SUSPECT);
        assertThat(verdict.tailOnly()).isEqualTo(tailOnly);
        assertThat(verdict.statusFor(false)).isEqualTo(tailOnly ? Status.VALID : Status.SUSPECT);
        assertThat(verdict.statusFor(true)).isEqualTo(Status.SUSPECT);
    }

    @Test
    void aGeneratorThatWasSeldomLateSpoilsTheTailOnly() {
        Validity late = new Validity(Status.SUSPECT, List.of("1% of requests were sent late"), List.of(), true);
        assertThat(judge(late, Map.of(), resources(0, 0), null).tailOnly()).isTrue();
        assertThat(judge(late, Map.of(), resources(0.06, 0), null).tailOnly()).isFalse();
        assertThat(judge(late, Map.of(), resources(0.3, 0), null)).satisfies(verdict -> {
            assertThat(verdict.status()).isEqualTo(Status.INVALID);
            assertThat(verdict.tailOnly()).isFalse();
            assertThat(verdict.statusFor(false)).isEqualTo(Status.INVALID);
        });
    }

    @Test
    void anUpstreamThatDoesNotSayHowLateItWasIsNotBelieved() {
        BackendUse backends = new BackendUse(upstream(null, "Connection refused"), null, 0.1, 0.2);
        assertThat(judge(FINE, Map.of("GET /page/3/20", 60_000_000L), resources(0, 0), backends))
                .satisfies(verdict -> assertThat(verdict.status()).isEqualTo(Status.INVALID))
                .satisfies(verdict -> assertThat(verdict.reasons().getFirst()).contains("Connection refused"));
    }

    @Test
    void aDatabaseCountsByItsCpu() {
        BackendUse backends =
                new BackendUse(null, new BackendUse.Database("PostgreSQL 18.6", true, 900, 0.9, 4L), 0.9, 0.94);
        assertThat(judge(FINE, Map.of("GET /db/1", 1L), resources(0, 0), backends)
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(judge(FINE, Map.of("GET /db/wait/50", 49_000_000L), null, null)
                        .reasons())
                .singleElement()
                .satisfies(said -> assertThat(said).contains("the wait was skipped"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # request,                       fastest ms, status
            GET /upstream/3/20,              59,         INVALID
            GET /upstream/3/20,              60,         VALID
            GET /upstream/3/20?parallel,     19,         INVALID
            GET /upstream/3/20?parallel,     20,         VALID
            GET /page/2/10,                  19,         INVALID
            GET /db/wait/50,                 49,         INVALID
            GET /deep/1000/100,              96,         INVALID
            GET /deep/1000/100,              100,        VALID
            """)
    void callsWaitOneAfterAnotherOrTogether(String request, long fastestMs, Status status) {
        assertThat(judge(FINE, Map.of(request, fastestMs * 1_000_000), null, null)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aCpuThatServerAndGeneratorShareIsAFinding() {
        Validity verdict = Gates.judge(FINE, Map.of(), resources(0, 0), null, "1", Settling.unknown("?"));
        assertThat(verdict.status()).isEqualTo(Status.VALID);
        assertThat(verdict.findings()).containsExactly("the server shares CPU 1 with the load generator");
    }

    @ParameterizedTest(name = "{0}, a step of {1}: {2}")
    @CsvSource(textBlock = """
            # warmth, step,  status,  findings
            STEADY,   0,     VALID,   0
            UNKNOWN,  0,     VALID,   0
            CHANGING, 0.09,  VALID,   1
            CHANGING, -0.09, VALID,   1
            CHANGING, 0.11,  SUSPECT, 0
            CHANGING, -0.11, SUSPECT, 0
            """)
    void aServerThatWasStillWarmingUpIsDoubted(Warmth.Status warmth, double step, Status status, int findings) {
        Settling settling = new Settling(new Warmth(warmth, "it changed"), step);
        Validity verdict = Gates.judge(FINE, Map.of(), resources(0, 0), null, "", settling);
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.findings()).hasSize(findings);
        assertThat(verdict.reasons()).hasSize(status == Status.SUSPECT ? 1 : 0);
    }

    private static Validity judge(
            Validity generator,
            Map<String, Long> fastestNs,
            @Nullable Resources resources,
            @Nullable BackendUse backends) {
        return Gates.judge(generator, fastestNs, resources, backends, "", Settling.unknown("?"));
    }

    private static BackendUse.Upstream upstream(BackendUse.@Nullable Lateness lateness, String trouble) {
        return new BackendUse.Upstream("test 1", lateness, trouble, 3, 10, 0.01, 0L);
    }

    /// Of a window of one second.
    @ParameterizedTest
    @CsvSource({"19, VALID", "21, SUSPECT", "101, INVALID"})
    void cpuThatWasReadLateIsThatOfAnotherWindow(double lateMs, Status status) {
        assertThat(judge(FINE, Map.of(), resources(0, 0, List.of(), lateMs), null)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aCompilerThatTookMuchOfTheCpuIsAFinding() {
        Resources.ThreadCpu loop = new Resources.ThreadCpu("loop-#", 1, 1.6, 1.6);
        Resources.ThreadCpu compiler = new Resources.ThreadCpu("C2 CompilerThre", 1, 0.4, 0.4);
        Resources.ThreadCpu little = new Resources.ThreadCpu("C2 CompilerThre", 1, 0.1, 0.1);
        assertThat(judge(FINE, Map.of(), resources(0, 0, List.of(loop, compiler)), null)
                        .findings())
                .containsExactly("20% of the server's CPU was its compiler's: it was not warm");
        assertThat(judge(FINE, Map.of(), resources(0, 0, List.of(loop, little)), null)
                        .findings())
                .isEmpty();
    }

    private static Resources resources(double steal, double foreign) {
        return resources(steal, foreign, List.of());
    }

    private static Resources resources(double steal, double foreign, List<Resources.ThreadCpu> threads) {
        return resources(steal, foreign, threads, 0);
    }

    private static Resources resources(double steal, double foreign, List<Resources.ThreadCpu> threads, double lateMs) {
        Resources.Level level = new Resources.Level(1, 1, 1);
        return new Resources(
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                level,
                level,
                level,
                level,
                level,
                level,
                1,
                1,
                new Resources.KernelMemory(0, 0, 0),
                steal,
                0,
                foreign,
                5,
                threads,
                lateMs);
    }
}

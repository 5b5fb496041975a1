package threadvsloop.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.Digests;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Warmth;

class RunDirectoryTest {
    private static final Plan.Entry ENTRY = new Plan.Entry(0, 1, "waiting", "c1000", "eventloop", 42);
    private static final PointSpec POINT =
            new PointSpec("c1000", PointSpec.Mode.OPEN_POISSON, 1000, 1000, "GET /wait/100", 2000, 2, 10);
    private static final Validity VALID = new Validity(Validity.Status.VALID, List.of());

    @TempDir
    Path temporary;

    private RunDirectory run;

    @BeforeEach
    void create() throws IOException {
        run = RunDirectory.create(temporary.resolve("run"));
    }

    @Test
    void documentsComeBackAsTheyWereWritten() throws IOException {
        Run written = new Run(
                Run.SCHEMA_VERSION,
                "quick",
                "2026-01-02T03:04:05Z",
                "running",
                "abc1234",
                List.of("tvl", "run", "quick"),
                7,
                3,
                5,
                List.of(new Run.Contestant("eventloop", "Event loop", "loop", "one loop")),
                List.of(new Run.Scenario("waiting", "Waiting", "Who waits?", true, List.of(), List.of(POINT))),
                List.of(),
                "",
                List.of("no npm"));
        Plan plan = new Plan(Plan.SCHEMA_VERSION, 7, List.of(ENTRY));
        Environment environment = new Environment(
                1,
                "",
                "Linux",
                "6",
                "cpu",
                2,
                100,
                "0",
                "1",
                Map.of("open files", "1024"),
                Map.of("java", "25"),
                List.of());

        run.writeRun(written);
        run.writePlan(plan);
        run.writeEnvironment(environment);

        RunDirectory again = RunDirectory.open(run.path());
        assertThat(again.readRun()).isEqualTo(written);
        assertThat(again.readPlan()).isEqualTo(plan);
        assertThat(again.readEnvironment()).isEqualTo(environment);
    }

    @Test
    void aTrialIsCompleteOnlyWhenItsDocumentIsThere() throws IOException {
        TrialWriter writer = run.begin(ENTRY);
        writer.writeCommand("java -jar eventloop.jar");
        assertThat(run.isComplete(ENTRY)).isFalse();
        assertThat(run.trials().readable()).isEmpty();

        writer.complete(trial());

        assertThat(run.isComplete(ENTRY)).isTrue();
        assertThat(run.readTrial(ENTRY)).isEqualTo(trial());
        assertThat(run.trials().readable()).containsExactly(trial());
    }

    @Test
    void beginningAgainEmptiesTheDirectory() throws IOException {
        run.begin(ENTRY).complete(trial());

        TrialWriter again = run.begin(ENTRY);

        assertThat(run.isComplete(ENTRY)).isFalse();
        assertThat(again.directory()).isEmptyDirectory();
    }

    @Test
    void stockReaderFindsEveryTagWithItsTimesAndValues() throws IOException {
        TrialWriter writer = run.begin(ENTRY);
        writer.writeIntervals(List.of(
                interval(TaggedInterval.THREADS, 1_700_000_001_000L, 17),
                interval(TaggedInterval.RESPONSE, 1_700_000_000_000L, 123_456_789L)));

        try (HistogramLogReader reader =
                new HistogramLogReader(writer.directory().resolve("trial.hlog").toFile())) {
            Histogram first = (Histogram) reader.nextIntervalHistogram();
            assertThat(first.getTag()).isEqualTo("response");
            assertThat(first.getStartTimeStamp()).isEqualTo(1_700_000_000_000L);
            assertThat(first.getEndTimeStamp()).isEqualTo(1_700_000_001_000L);
            assertThat(first.valuesAreEquivalent(first.getMaxValue(), 123_456_789L))
                    .isTrue();
            Histogram second = (Histogram) reader.nextIntervalHistogram();
            assertThat(second.getTag()).isEqualTo("threads");
            assertThat(second.getStartTimeStamp()).isEqualTo(1_700_000_001_000L);
            assertThat(second.getMaxValue()).isEqualTo(17);
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void percentileTextIsInMilliseconds() throws IOException {
        TrialWriter writer = run.begin(ENTRY);
        Histogram response = interval(TaggedInterval.RESPONSE, 0, 250_000_000L).histogram();

        writer.writePercentiles(response, response);

        assertThat(Files.readString(writer.directory().resolve("response.hgrm")))
                .startsWith("# response time in milliseconds\n")
                .contains("       Value     Percentile TotalCount 1/(1-Percentile)")
                .containsPattern("250\\.\\d+ +1\\.0+ +1\n");
    }

    @Test
    void processSamplesSurviveALocaleWithDecimalCommas() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            ProcessSample sample = new ProcessSample(
                    1.25, "measurement", 1024.5, 2048, Double.NaN, 12, 30.5, 10, 5, 6, 0.125, 7, -1, 9, 10, 0, 11);
            TrialWriter writer = run.begin(ENTRY);
            writer.writeProcess(List.of(sample));
            writer.complete(trial());

            assertThat(writer.directory().resolve("process.csv")).content().contains("1.250,measurement,1024.500");
            assertThat(run.readProcess(trial())).containsExactly(sample);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aDamagedTrialIsNamedAndTheOthersAreRead() throws IOException {
        run.begin(ENTRY).complete(trial());
        TrialWriter damaged = run.begin(new Plan.Entry(1, 2, "waiting", "c1000", "eventloop", 42));
        Files.writeString(damaged.directory().resolve("trial.json"), "{\"schemaVersion\": 1, \"scen");

        RunDirectory.Trials trials = run.trials();

        assertThat(trials.readable()).containsExactly(trial());
        assertThat(trials.damaged()).singleElement().satisfies(one -> {
            assertThat(one.file()).isEqualTo("trials/waiting/eventloop/c1000/b2/trial.json");
            assertThat(one.error()).contains("not a readable document");
        });
    }

    @Test
    void nullIsDamageWhereItSaysNothing() throws IOException {
        TrialWriter writer = run.begin(ENTRY);
        writer.complete(trial());
        Path file = writer.directory().resolve("trial.json");
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"point\" : \\{([^}]*\\}){2}[^}]*\\}", "\"point\" : null"));

        assertThat(run.trials().damaged())
                .singleElement()
                .satisfies(one -> assertThat(one.error()).contains("point"));
    }

    /// Trials once counted their attempts, and there was never a second one.
    @Test
    void aTrialThatStillCountsAttemptsIsRead() throws IOException {
        run.begin(ENTRY).complete(trial());
        Digests.edit(run.path().resolve("trials/waiting/eventloop/c1000/b1/trial.json"), one -> one.put("attempt", 1));

        assertThat(run.readTrial(ENTRY)).isEqualTo(trial());
    }

    @Test
    void aNewerVersionIsRefusedWithARemedy() throws IOException {
        Files.writeString(run.path().resolve("run.json"), "{\"schemaVersion\": 99}");

        assertThatThrownBy(() -> RunDirectory.open(run.path()).readRun())
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("schemaVersion 99")
                .hasMessageContaining("use the tvl that wrote it");
    }

    @Test
    void namesThatLeaveTheDirectoryAreRefused() {
        assertThatThrownBy(() -> run.begin(new Plan.Entry(0, 1, "../..", "c1", "x", 1)))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("'../..' cannot name a directory");
    }

    @Test
    void anExistingRunIsNotWrittenOver() throws IOException {
        run.begin(ENTRY);

        assertThatThrownBy(() -> RunDirectory.create(run.path()))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("tvl resume");
    }

    private static TaggedInterval interval(String tag, long startMs, long value) {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(value);
        return new TaggedInterval(tag, startMs, startMs + 1000, histogram);
    }

    private static Trial trial() {
        return new Trial(
                Trial.SCHEMA_VERSION,
                "waiting",
                "eventloop",
                "loop",
                1,
                0,
                POINT,
                "2026-01-02T03:04:05Z",
                null,
                List.of(new Trial.Phase("start", 0, 120)),
                null,
                null,
                null,
                Warmth.unknown("nobody looked"),
                Map.of("requests", 10),
                null,
                VALID);
    }
}

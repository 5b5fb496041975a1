package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.Digests;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.run.LostTrialsException;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.run.UnwritableException;

/// A report never takes the place of one that knew more, and a failure half way leaves the earlier one.
class StoredReportTest {

    /// Measured and reported once, for drawing its charts takes long; each test has a copy of its own.
    @TempDir
    private static Path original;

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeAll
    static void measureAndReport() throws IOException {
        Run.Scenario scenario = new Run.Scenario(
                "plaintext",
                "Plaintext",
                "Who is cheaper?",
                false,
                List.of(),
                List.of(new PointSpec("c64", PointSpec.Mode.OPEN_POISSON, 64, 200, "GET /plaintext", 2_000, 1, 2)));
        ClaimSpec claim = new ClaimSpec(
                "C99",
                "Cheaper",
                "It is cheaper.",
                "a test",
                "it is",
                "it is not",
                List.of(),
                List.of(),
                "",
                List.of(new ClaimSpec.Part(
                        "cheaper",
                        "It needs less CPU.",
                        true,
                        "cpu-per-request",
                        "",
                        false,
                        new ClaimSpec.Side("eventloop", "plaintext", List.of("c64")),
                        new ClaimSpec.Side("blocking-platform", "plaintext", List.of("c64")),
                        "below 0.9",
                        6)));
        Path measured = SyntheticRun.quick()
                .withScenarios(List.of(scenario))
                .withClaims(List.of(claim))
                .withBlocks(2)
                .write(original.resolve("run"));
        Report.write(measured);
    }

    @BeforeEach
    void copy() throws IOException {
        run = temporary.resolve("run");
        Path measured = original.resolve("run");
        try (Stream<Path> files = Files.walk(measured)) {
            for (Path file : files.toList()) Files.copy(file, run.resolve(measured.relativize(file)));
        }
    }

    @Test
    void aRunThatHasLostItsTrialsKeepsItsReport() throws IOException {
        delete(run.resolve("trials"));
        Map<String, String> before = content();

        assertThatThrownBy(() -> Report.write(run))
                .isInstanceOf(LostTrialsException.class)
                .hasMessageContaining(run.toString())
                .hasMessageContaining("8 trials that are not here")
                .hasMessageContaining("Put the folder trials/ back");

        assertThat(content()).isEqualTo(before);
    }

    /// As a run that is committed without its trials and its table.
    @Test
    void soDoesOneWhoseReportDoesNotNameItsTrials() throws IOException {
        delete(run.resolve("trials"));
        Files.delete(run.resolve("summary.csv"));
        Files.delete(run.resolve("claims.json"));
        Map<String, String> before = content();

        assertThatThrownBy(() -> Report.write(run)).isInstanceOf(LostTrialsException.class);

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aSingleTrialThatIsGoneOrDamagedIsEnough() throws IOException {
        Path trial = run.resolve("trials/plaintext/node/c64/b2/trial.json");
        Files.writeString(trial, "{\"schemaVersion\" : 1, \"scen");

        assertThatThrownBy(() -> Report.write(run))
                .isInstanceOf(LostTrialsException.class)
                .hasMessageContaining("trials/plaintext/node/c64/b2");

        Files.delete(trial);
        assertThatThrownBy(() -> Report.write(run)).isInstanceOf(LostTrialsException.class);
    }

    @Test
    void withAllTrialsAndMoreItIsReplaced() throws IOException {
        Files.writeString(run.resolve("report.html"), "of yesterday");
        Files.writeString(run.resolve("charts/of-yesterday.svg"), "<svg/>");

        Report.write(run);

        assertThat(run.resolve("report.html")).content().contains("<html");
        assertThat(run.resolve("charts/of-yesterday.svg")).doesNotExist();
        assertThat(StoredReport.of(RunDirectory.open(run)).lost()).isEmpty();
    }

    /// A threshold that was changed would make other verdicts.
    @Test
    void aChangedThresholdIsNotReported() throws IOException {
        Map<String, String> before = content();
        Path document = run.resolve("run.json");
        String written = Files.readString(document);
        Files.writeString(document, written.replace("below 0.9", "below 0.1"));

        assertThatThrownBy(() -> Report.write(run))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("run.json: was changed after tvl wrote it");

        Digests.edit(document, edited -> edited.remove("digests"));
        assertThatThrownBy(() -> Report.write(run)).hasMessageContaining("run.json: was changed after tvl wrote it");
        Files.writeString(document, written);
        assertThat(content()).isEqualTo(before);
    }

    /// The last of all files is the one that cannot be written: a folder of its name is in the way.
    @Test
    void aFailureHalfWayLeavesTheEarlierReport() throws IOException {
        Files.delete(run.resolve("report.html"));
        Files.createDirectory(run.resolve("report.html"));
        Files.writeString(run.resolve("claims.json"), "{}");
        Files.writeString(run.resolve("summary.md"), "of yesterday");
        Map<String, String> before = content();

        assertThatThrownBy(() -> Report.write(run))
                .isInstanceOf(UnwritableException.class)
                .hasMessageContaining(run.resolve("report.html") + ": cannot be written");

        assertThat(content()).isEqualTo(before);
    }

    /// A process that was killed has left its unfinished files; one that lives keeps them.
    @Test
    void whatAKilledProcessHasLeftIsRemoved() throws IOException {
        Path dead = Files.createDirectories(run.resolve(".unfinished-999999999/charts"));
        Path alive = Files.createDirectory(run.resolve(
                ".unfinished-" + ProcessHandle.current().parent().orElseThrow().pid()));

        Report.write(run);

        assertThat(dead.getParent()).doesNotExist();
        assertThat(alive).exists();
        assertThat(run.resolve(".unfinished-" + ProcessHandle.current().pid())).doesNotExist();
    }

    /// Every file of the run by its name.
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(run.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

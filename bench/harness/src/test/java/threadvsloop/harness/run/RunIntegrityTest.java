package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.TinyProject;
import threadvsloop.harness.cli.Tvl;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

/// What the commands do with a real run whose files were edited, lost or damaged, and with a disk that takes nothing.
class RunIntegrityTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] GARBAGE =
            HexFormat.of().parseHex("fffe00d89c4b1f8b0800c3280102e28080ff00ffc0af".repeat(20));

    @TempDir
    private static Path project;

    private static TinyProject tiny;
    private static Path measured;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void measure() throws Exception {
        tiny = new TinyProject(project);
        tiny.writeClaim("1s");
        measured = project.resolve("measured");
        Result run = tvl("run", "claims", "--out", measured.toString());
        assertThat(run.exit).as(run.said).isZero();
    }

    @AfterAll
    static void stop() {
        tiny.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/resources, cpuUserMs",
        "/resources, cpuNsPerRequest",
        "/resources/threads, mean",
        "/load, achievedPerSecond",
        "/load/responseNs, mean",
        "/load/responseNs, p50",
        "/validity, status"
    })
    void anEditedTrialIsFoundByEveryCommand(String parent, String field) throws IOException {
        Path run = copy();
        Trial trial = RunDirectory.open(run).trials().readable().getFirst();
        edit(run.resolve(trial.path()).resolve("trial.json"), document -> {
            ObjectNode node = (ObjectNode) document.at(parent);
            if (field.equals("status")) {
                node.put(field, "SUSPECT").putArray("reasons").add("a doubt");
            } else {
                node.put(field, node.get(field).asDouble() * 1.05);
            }
        });

        Result verify = command("verify", run.toString());
        assertThat(verify.exit).isEqualTo(ExitCode.DIFFERENT);
        assertThat(verify.said).contains(trial.path() + ": trial.json was changed after the trial");
        assertThat(command("compare", run.toString(), run.toString()).said).contains("INVALID");
    }

    @Test
    void aDeletedRawFileAndAChangedThresholdAreFound() throws IOException {
        Path run = copy();
        Trial trial = RunDirectory.open(run).trials().readable().getFirst();
        Path csv = run.resolve(trial.path()).resolve("process.csv");
        Files.delete(csv);
        Result deleted = command("verify", run.toString());
        assertThat(deleted.exit).isEqualTo(ExitCode.DIFFERENT);
        assertThat(deleted.said).contains(trial.path() + ": process.csv is missing");

        Path other = temporary.resolve("other");
        copy(measured, other);
        Path document = other.resolve("run.json");
        Files.writeString(document, Files.readString(document).replace("within 10%", "within 90%"));
        Map<String, String> before = content(other);
        Result threshold = command("verify", other.toString());
        assertThat(threshold.exit).isEqualTo(ExitCode.DIFFERENT);
        assertThat(threshold.said).contains("run.json: was changed after tvl wrote it");
        for (String name : List.of("report", "resume")) {
            assertThat(command(name, other.toString()).exit).as(name).isEqualTo(ExitCode.USAGE);
        }
        assertThat(content(other)).isEqualTo(before);
    }

    /// A real run without digests: nothing of it is contradicted, and what can be derived is.
    @Test
    void aRunThatIsOlderThanDigestsIsReadAndCheckedAsFarAsItCanBe() throws IOException {
        Path run = withoutDigests(copy());
        Result sound = command("verify", run.toString());
        assertThat(sound.exit).as(sound.said).isZero();
        assertThat(sound.said).contains("have no digests").contains("1 claims, ");

        Trial trial = RunDirectory.open(run).trials().readable().getFirst();
        Path document = run.resolve(trial.path()).resolve("trial.json");
        String text = Files.readString(document);
        for (String number :
                List.of("/resources/cpuUserMs", "/resources/threads/mean", "/load/responseNs/mean", "/load/requests")) {
            int slash = number.lastIndexOf('/');
            edit(document, edited -> {
                ObjectNode parent = (ObjectNode) edited.at(number.substring(0, slash));
                String field = number.substring(slash + 1);
                parent.put(field, Math.round(parent.get(field).asDouble() * 3 + 1000));
            });
            Result found = command("verify", run.toString());
            assertThat(found.exit).as(number).isEqualTo(ExitCode.DIFFERENT);
            assertThat(found.said).as(number).contains(trial.path() + ": trial.json ");
            Files.writeString(document, text);
        }
        Files.delete(document.resolveSibling("process.csv"));
        assertThat(command("verify", run.toString()).said).contains("process.csv is missing");
    }

    @Test
    void aRunThatHasLostItsTrialsIsLeftAsItIs() throws IOException {
        Path run = copy();
        delete(run.resolve("trials"));
        Map<String, String> before = content(run);

        Result report = command("report", run.toString());
        Result resume = command("resume", run.toString());
        Result verify = command("verify", run.toString());
        Result compare = command("compare", run.toString(), measured.toString());

        assertThat(report.exit).isEqualTo(ExitCode.USAGE);
        assertThat(report.said).contains("the stored report rests on ").contains("Put the folder trials/ back");
        assertThat(resume.exit).isEqualTo(ExitCode.USAGE);
        assertThat(resume.said)
                .contains("this run was measured, and none of its ")
                .doesNotContain("warming up");
        assertThat(verify.exit).isEqualTo(ExitCode.DIFFERENT);
        assertThat(verify.said).contains("trials/ is missing or empty");
        assertThat(compare.exit).isEqualTo(ExitCode.USAGE);
        assertThat(compare.said).contains("so there is nothing to compare");
        assertThat(content(run)).isEqualTo(before);
    }

    /// Nothing was measured and nothing is reported: then there is nothing to lose.
    @Test
    void aRunThatWasInterruptedBeforeItsFirstTrialIsResumed() throws Exception {
        Path run = temporary.resolve("interrupted");
        RunDirectory from = RunDirectory.open(measured);
        RunDirectory directory = RunDirectory.create(run);
        directory.writePlan(from.readPlan());
        directory.writeEnvironment(from.readEnvironment());
        directory.writeRun(from.readRun().withStatus("interrupted"));

        assertThat(command("verify", run.toString()).said).contains("there is nothing to verify");
        Result resumed = tvl("resume", "--no-report", run.toString());

        assertThat(resumed.exit).as(resumed.said).isZero();
        assertThat(RunDirectory.open(run).trials().readable()).isNotEmpty();
    }

    /// A process may write files of 4 KiB at most, which is how a full disk looks to it.
    @Test
    void aFullDiskNamesTheFileAndKeepsTheReport() throws Exception {
        Path run = copy();
        Map<String, String> before = content(run);

        Result report = limited("report", run.toString());
        Result measuring =
                limited("run", "tiny", "--out", temporary.resolve("new").toString());

        assertThat(report.exit).as(report.said).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(report.said)
                .contains("tvl: ", run + "/", ": cannot be written: File too large")
                .doesNotContain("\tat ");
        assertThat(content(run)).isEqualTo(before);
        assertThat(measuring.exit).as(measuring.said).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(measuring.said)
                .contains(temporary.resolve("new") + "/", ": cannot be written: File too large")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "taken/below", "/proc/nobody/may/write/here"})
    void aPlaceThatCannotBeWrittenIsNamed(String place) throws Exception {
        Path taken = Files.writeString(temporary.resolve("taken"), "mine");
        Path out = temporary.resolve(place);

        Result run = tvl("run", "tiny", "--out", out.toString());

        assertThat(run.exit).as(run.said).isIn(ExitCode.USAGE, ExitCode.PREFLIGHT);
        assertThat(run.said)
                .contains("tvl: ")
                .contains(place.split("/below")[0])
                .doesNotContain("\tat ");
        assertThat(taken).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.json",
                "plan.json",
                "environment.json",
                "claims.json",
                "calibration.json",
                "summary.csv",
                "trial.json",
                "trial.hlog",
                "process.csv"
            })
    void garbageIsNamed(String name) throws IOException {
        for (byte[] damage : List.of(GARBAGE, new byte[0], "[1, {\"a\": \n".getBytes(StandardCharsets.UTF_8))) {
            Path run = temporary.resolve("run-" + damage.length);
            copy(measured, run);
            Path file = name.startsWith("trial") || name.equals("process.csv")
                    ? run.resolve(RunDirectory.open(run)
                                    .trials()
                                    .readable()
                                    .getFirst()
                                    .path())
                            .resolve(name)
                    : run.resolve(name);
            Files.write(file, damage);

            for (String[] command : List.of(
                    new String[] {"verify", run.toString()},
                    new String[] {"compare", run.toString(), measured.toString()},
                    new String[] {"report", run.toString()})) {
                Result result = command(command);
                assertThat(result.exit).as(command[0] + ": " + result.said).isNotEqualTo(ExitCode.INTERNAL);
                assertThat(result.said).doesNotContain("\tat ", "Input length");
                if (command[0].equals("verify") && !name.equals("calibration.json")) {
                    assertThat(result.exit).as(result.said).isIn(ExitCode.DIFFERENT, ExitCode.USAGE);
                    assertThat(result.said).contains(name);
                }
            }
        }
    }

    /// The charts' process takes its locale from the environment, as does `tvl`.
    @Test
    void aReportIsTheSameInEveryLocale() throws Exception {
        Path neutral = temporary.resolve("neutral");
        Path persian = temporary.resolve("persian");
        copy(measured, neutral);
        copy(measured, persian);

        Process one = tiny.start(Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=en"), "report", neutral.toString());
        assertThat(one.waitFor()).as(tiny.output()).isZero();
        Process other = tiny.start(Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=fa"), "report", persian.toString());
        assertThat(other.waitFor()).as(tiny.output()).isZero();

        assertThat(content(persian)).isEqualTo(content(neutral));
        assertThat(command("verify", persian.toString()).exit).isZero();
    }

    private record Result(int exit, String said) {}

    /// In this process.
    private static Result command(String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit = Tvl.commandLine().setOut(writer).setErr(writer).execute(arguments);
        return new Result(exit, said.toString());
    }

    /// As a process in the small project.
    private static Result tvl(String... arguments) throws Exception {
        Process process = tiny.start(arguments);
        int exit = process.waitFor();
        return new Result(exit, tiny.output());
    }

    private Result limited(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
        List<String> command = tiny.command(arguments);
        line.addAll(command.subList(0, 1));
        line.add("-XX:-UsePerfData");
        line.addAll(command.subList(1, command.size()));
        Process process = tiny.spawn(new ProcessBuilder(line).redirectErrorStream(true));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }

    private Path copy() throws IOException {
        Path copy = temporary.resolve("run");
        copy(measured, copy);
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path withoutDigests(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                edit(file, document -> document.remove("digests"));
            }
        }
        return run;
    }

    private static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
        JsonNode document = MAPPER.readTree(file.toFile());
        change.accept((ObjectNode) document);
        MAPPER.writeValue(file.toFile(), document);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Map<String, String> content(Path run) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        run.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1).replace(run.toString(), ""));
            }
        }
        return content;
    }
}

package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.TinyProject;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

/// The whole command as a process: what `tvl resume` does with a run that is not as it left it.
@Execution(ExecutionMode.CONCURRENT)
class ResumeTest {

    /// A project with a whole run, which each test has a copy of.
    @TempDir
    private static Path measured;

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    private Path run;

    @BeforeAll
    static void runTwoTrials() throws Exception {
        try (TinyProject tiny = new TinyProject(measured)) {
            tiny.write("servers/contestants.yaml", """
                    - {id: one, label: One, family: virtual, description: waits, command: %1$s, options: [honest]}
                    - {id: two, label: Two, family: virtual, description: waits, command: %1$s, options: [honest]}
                    """.formatted(TinyProject.fakeServer()));
            tiny.write("bench/scenarios/tiny.yaml", """
                    id: tiny
                    title: Tiny
                    question: Does it work?
                    mode: open-constant
                    request: GET /plaintext
                    warmup: 100ms
                    measurement: 500ms
                    points:
                      - {connections: 4, rate: 40}
                    """);
            tiny.write("bench/profiles.yaml", """
                    - {id: tiny, description: tiny, contestants: [one, two], blocks: 1, scenarios: [{id: tiny}]}
                    """);
            Path run = measured.resolve("run");
            assertThat(tiny.start("run", "tiny", "--no-report", "--out", run.toString())
                            .waitFor())
                    .as(tiny.output())
                    .isZero();
            assertThat(RunDirectory.open(run).trials().readable()).hasSize(2);
            assertThat(run.resolve("run.lock")).doesNotExist();
        }
    }

    @BeforeEach
    void copyIt() throws IOException {
        try (Stream<Path> files = Files.walk(measured)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        project.resolve(measured.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        tiny = new TinyProject(project);
        run = project.resolve("run");
    }

    @Test
    void anotherSetUpIsRefusedAndNamedOrMarked() throws Exception {
        Path kept = file("one");
        Path missing = file("two");
        Files.delete(missing);
        FileTime written = Files.getLastModifiedTime(kept);
        pretendItWasMadeElsewhere();

        assertThat(tvl("resume", "--no-report", run.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(tiny.output())
                .contains(
                        "commit: 0123456789, now unknown",
                        "host: elsewhere, now ",
                        "kernel: Linux 0.1, now Linux",
                        "java: 24, now 25",
                        "node: v0.1, now none",
                        "pinning: server on CPU 77",
                        "--anyway");
        assertThat(missing).doesNotExist();
        assertThat(RunDirectory.open(run).readRun().warnings().toString()).doesNotContain("--anyway");

        assertThat(tvl("resume", "--anyway", run.toString())).as(tiny.output()).isZero();
        assertThat(missing).exists();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        String mark =
                "when 1 of 2 trials were done, on something else (commit: 0123456789, now unknown; host: elsewhere";
        assertThat(RunDirectory.open(run).readRun().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("resumed with --anyway at", mark));
        assertThat(run.resolve("report.html")).content().contains(mark);
        assertThat(run.resolve("summary.md")).content().contains("resumed with --anyway");
    }

    @Test
    void aDamagedTrialIsSetAsideAndRunAgain() throws Exception {
        Path garbage = file("one");
        Files.write(garbage, new byte[] {(byte) 0xff, 0, (byte) 0xfe, '{'});
        Path folder = file("two");
        Files.delete(folder);
        Files.createDirectories(folder.resolve("sub"));

        assertThat(tvl("resume", "--no-report", run.toString()))
                .as(tiny.output())
                .isZero();
        assertThat(RunDirectory.open(run).trials().readable()).hasSize(2);
        assertThat(RunDirectory.open(run).trials().damaged()).isEmpty();
        assertThat(run.resolve("set-aside/" + run.relativize(garbage.getParent()) + "-1/trial.json"))
                .hasBinaryContent(new byte[] {(byte) 0xff, 0, (byte) 0xfe, '{'});
        assertThat(tiny.output()).contains("a trial is run again because it was damaged", "is kept in set-aside/");
        assertThat(RunDirectory.open(run).readRun().warnings())
                .filteredOn(warning -> warning.startsWith("a trial is run again because it was damaged"))
                .hasSize(2);

        for (String damage : List.of("", "{}", "[[[", "{\"schemaVersion\": 1}", Files.readString(file("two")))) {
            Files.writeString(garbage, damage);
            assertThat(tvl("resume", "--no-report", run.toString())).as(damage).isZero();
            assertThat(RunDirectory.open(run).trials().damaged()).as(damage).isEmpty();
        }
        assertThat(run.resolve("set-aside/" + run.relativize(garbage.getParent()) + "-6"))
                .isDirectory();
    }

    @Test
    void aFolderInTheWayOfATrialIsKept() throws Exception {
        Path trial = Objects.requireNonNull(file("one").getParent());
        Files.delete(file("one"));
        Files.createDirectories(trial.resolve("notes"));
        Files.writeString(trial.resolve("notes/mine"), "mine");
        assertThat(tvl("resume", "--no-report", run.toString()))
                .as(tiny.output())
                .isZero();
        assertThat(run.resolve("set-aside/" + run.relativize(trial) + "-1/notes/mine"))
                .hasContent("mine");
        assertThat(RunDirectory.open(run).trials().readable()).hasSize(2);
    }

    @Test
    void aFullDiskIsSaidInOneLineAndKeepsTheTrials() throws Exception {
        Files.delete(file("two"));
        for (String file : List.of("run.json.tmp", run.relativize(file("one")) + ".tmp")) {
            Files.createSymbolicLink(run.resolve(file), Path.of("/dev/full"));
        }
        assertThat(tvl("resume", "--no-report", run.toString())).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(tiny.output())
                .contains("tvl: " + run.resolve("run.json") + ": ", "No space left on device")
                .contains("scripts/tvl resume " + run)
                .doesNotContain("\tat ");
        assertThat(file("one")).exists();

        Files.deleteIfExists(run.resolve("run.json.tmp"));
        assertThat(tvl("resume", "--no-report", run.toString()))
                .as(tiny.output())
                .isZero();
        assertThat(RunDirectory.open(run).trials().readable()).hasSize(2);
    }

    @Test
    void twoInOneFolderDoNotMeet() throws Exception {
        try (RunLock _ = RunLock.take(run)) {
            Files.delete(file("two"));
            for (List<String> command : List.of(
                    List.of("resume", "--no-report", run.toString()),
                    List.of("run", "tiny", "--no-report", "--out", run.toString()))) {
                assertThat(tvl(command.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
                assertThat(tiny.output())
                        .contains(
                                "run: in use by another tvl (process id "
                                        + ProcessHandle.current().pid(),
                                "wait until that has ended, or stop it");
            }
        }
        assertThat(tvl("run", "tiny", "--no-report", "--out", run.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(tiny.output()).contains("not empty");
        assertThat(tvl("resume", "--no-report", run.toString()))
                .as(tiny.output())
                .isZero();
    }

    @Test
    void aResultsFolderThatCannotBeMadeIsNamed() throws Exception {
        for (Path place : List.of(project.resolve("bench/profiles.yaml/run"), Path.of("/proc/tvl"))) {
            assertThat(tvl("run", "tiny", "--no-report", "--out", place.toString()))
                    .as(tiny.output())
                    .isEqualTo(ExitCode.PREFLIGHT);
            assertThat(tiny.output().strip())
                    .startsWith("tvl: " + place.getRoot())
                    .doesNotContain("\n");
        }
    }

    private int tvl(String... arguments) throws Exception {
        return tiny.start(arguments).waitFor();
    }

    private Path file(String contestant) throws IOException {
        Plan.Entry entry = RunDirectory.open(run).readPlan().trials().stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .findFirst()
                .orElseThrow();
        return run.resolve(Trial.path(entry.scenario(), entry.contestant(), entry.point(), entry.block()))
                .resolve("trial.json");
    }

    private void pretendItWasMadeElsewhere() throws IOException {
        RunDirectory directory = RunDirectory.open(run);
        Environment here = directory.readEnvironment();
        directory.writeEnvironment(new Environment(
                here.schemaVersion(),
                "elsewhere",
                here.os(),
                "Linux 0.1",
                here.cpuModel(),
                here.cpus(),
                here.memoryMiB(),
                "77",
                here.generatorCpus(),
                here.limits(),
                Map.of("java", "24", "node", "v0.1"),
                here.notes()));
        Run made = directory.readRun();
        directory.writeRun(new Run(
                made.schemaVersion(),
                made.profile(),
                made.startedAt(),
                made.status(),
                "0123456789",
                made.command(),
                made.seed(),
                made.blocks(),
                made.mostBlocks(),
                made.contestants(),
                made.scenarios(),
                made.claims(),
                made.database(),
                made.warnings()));
    }
}

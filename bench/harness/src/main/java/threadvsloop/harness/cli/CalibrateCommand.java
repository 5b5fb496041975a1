package threadvsloop.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.Folders;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.calibrate.Calibration;
import threadvsloop.harness.calibrate.CalibrationCheck;
import threadvsloop.harness.calibrate.CalibrationText;
import threadvsloop.harness.calibrate.GeneratorBench;
import threadvsloop.harness.calibrate.GeneratorCalibration;
import threadvsloop.harness.calibrate.MachineCalibrationRun;
import threadvsloop.harness.calibrate.SoakExperiment;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.load.LoadCommand;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.StopSignals;
import threadvsloop.harness.run.Expectations;
import threadvsloop.harness.run.Machine;
import threadvsloop.harness.run.Progress;
import threadvsloop.harness.run.RunSession;

@Command(
        name = "calibrate",
        description = "What can be trusted here: a server against itself and against a planted difference; with"
                + " --generator the load generator against servers of known truth.")
final class CalibrateCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Option(names = "--generator", description = "The load generator, against servers of known truth.")
    private boolean generator;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Pairs of the server against itself (default 42, with --quick 12).")
    private @Nullable Integer pairs;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often a planted 10%% is looked for (default 10, with --quick 1).")
    private @Nullable Integer repetitions;

    @Option(
            names = "--quick",
            description = "Less of all: a few minutes, which is a look; with --generator a minute and a half.")
    private boolean quick;

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            converter = LoadCommand.DurationConverter.class,
            description = "With --generator: length of the soak (default 10m, with --quick 20s).")
    private @Nullable Duration soak;

    @Option(names = "--json", description = "With --generator: print the JSON document instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ServerFailedException, InterruptedException {
        return generator ? generator() : machine();
    }

    private int machine() throws IOException, InterruptedException {
        if (soak != null || json) {
            throw new UsageException("--soak and --json belong to --generator");
        }
        Project project = Project.find();
        Catalogue catalogue = Catalogue.read(project);
        RunSession session = new RunSession(
                project,
                catalogue,
                Cpus.ofThisMachine(),
                Optional.empty(),
                Optional.empty(),
                Expectations.NONE,
                spec.commandLine().getOut());
        String name = "%s_%s".formatted(NAME.format(Instant.now()), Machine.commit(project));
        return new MachineCalibrationRun(
                        session,
                        atLeast(
                                catalogue.profile(MachineCalibrationRun.CLAIMS).blocks(),
                                "--pairs",
                                pairs,
                                quick ? 12 : 42),
                        atLeast(1, "--repetitions", repetitions, quick ? 1 : 10),
                        command())
                .carryOut(project.calibrations(), name);
    }

    private static int atLeast(int least, String option, @Nullable Integer given, int otherwise) {
        if (given != null && given < least) {
            throw new UsageException(option + " " + given + ": at least " + least + " is needed");
        }
        return given == null ? otherwise : given;
    }

    private int generator() throws IOException, ServerFailedException, InterruptedException {
        if (pairs != null || repetitions != null) {
            throw new UsageException("--pairs and --repetitions belong to the machine: leave --generator out");
        }
        SoakExperiment last = new SoakExperiment(soakLength());
        Project project = Project.find();
        Cpus cpus = Cpus.ofThisMachine();
        Progress progress = Progress.onStandardError();
        if (cpus.pinned() && !Cpus.pinThisProcess(cpus.generator())) {
            progress.message("this process could not be confined to CPU " + cpus.generator());
        }
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path folder = Files.createDirectories(project.calibrations());
        Path logs = Files.createTempDirectory("tvl-calibrate-");
        Calibration found;
        List<CalibrationCheck> checks = new ArrayList<>();
        Thread calibrating = Thread.currentThread();
        try (StopSignals.Registration _ = StopSignals.stopping(calibrating::interrupt)) {
            GeneratorBench bench = new GeneratorBench(project, cpus, logs, quick);
            found = GeneratorCalibration.of(bench, last)
                    .carryOut(startedAt, String.join(" ", command()), progress::message, checks);
        } catch (InterruptedException e) {
            printStopped(checks);
            throw e;
        } finally {
            Folders.delete(logs);
        }
        Path file = folder.resolve("%s_generator_%s.json".formatted(NAME.format(startedAt), found.commit()));
        Files.writeString(file, text(found) + System.lineSeparator());
        print(found, project.shorten(file.toString()));
        return found.passed() ? ExitCode.DONE : ExitCode.INVALID;
    }

    /// A part of a calibration says nothing of the whole: it is printed, and no document is written.
    private void printStopped(List<CalibrationCheck> checks) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? text(Map.of("part", "generator", "stopped", true, "checks", checks))
                        : CalibrationText.table(checks));
        spec.commandLine()
                .getErr()
                .println("stopped after %d checks, which stand on standard output; no document was written, for the"
                                .formatted(checks.size())
                        + " calibration is not whole");
    }

    private Duration soakLength() {
        return soak != null ? soak : quick ? Duration.ofSeconds(20) : Duration.ofMinutes(10);
    }

    private List<String> command() {
        return Stream.concat(Stream.of("tvl"), spec.commandLine().getParseResult().originalArgs().stream())
                .toList();
    }

    private void print(Calibration found, String file) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? text(found) : CalibrationText.of(found));
        out.flush();
        spec.commandLine().getErr().println("Document: " + file);
    }

    private static String text(Object document) throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document);
    }
}

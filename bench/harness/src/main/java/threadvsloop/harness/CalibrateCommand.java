package threadvsloop.harness;

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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        description = "What can be trusted here: --generator holds the load generator against servers of known truth.")
final class CalibrateCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Option(names = "--generator", description = "The load generator, against servers of known truth.")
    private boolean generator;

    @Option(names = "--quick", description = "Shorter windows, and a soak of 20 s: about a minute and a half in all.")
    private boolean quick;

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            converter = LoadCommand.DurationConverter.class,
            description = "Length of the soak (default 10m, with --quick 20s).")
    private @Nullable Duration soak;

    @Option(names = "--json", description = "Print the JSON document instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ServerFailedException, InterruptedException {
        if (!generator) {
            throw new UsageException("nothing to calibrate: add --generator");
        }
        SoakExperiment last = new SoakExperiment(soakLength());
        Project project = Project.find();
        Cpus cpus = Cpus.ofThisMachine();
        Progress progress = Progress.onStandardError();
        if (cpus.pinned() && !Cpus.pinThisProcess(cpus.generator())) {
            progress.message("this process could not be confined to CPU " + cpus.generator());
        }
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path folder = Files.createDirectories(project.root().resolve("results/calibration"));
        Path logs = Files.createTempDirectory("tvl-calibrate-");
        Calibration found;
        try {
            GeneratorBench bench = new GeneratorBench(project, cpus, logs, quick);
            found = GeneratorCalibration.of(bench, last).carryOut(startedAt, command(), progress::message);
        } finally {
            Folders.delete(logs);
        }
        Path file = folder.resolve("%s_generator_%s.json".formatted(NAME.format(startedAt), found.commit()));
        Files.writeString(file, document(found) + System.lineSeparator());
        print(found, project.shorten(file.toString()));
        return found.passed() ? ExitCode.DONE : ExitCode.INVALID;
    }

    private Duration soakLength() {
        return soak != null ? soak : quick ? Duration.ofSeconds(20) : Duration.ofMinutes(10);
    }

    private String command() {
        return "tvl " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private void print(Calibration found, String file) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? document(found) : CalibrationText.of(found));
        out.flush();
        spec.commandLine().getErr().println("Document: " + file);
    }

    private static String document(Calibration found) throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(found);
    }
}

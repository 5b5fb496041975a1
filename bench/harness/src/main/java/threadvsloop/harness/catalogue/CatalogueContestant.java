package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.Launch;
import threadvsloop.harness.process.NodeRuntime;
import threadvsloop.harness.process.ServerProcess;
import threadvsloop.results.documents.Run;

/// An entry of `servers/contestants.yaml`.
///
/// @param family `thread`, `virtual` or `loop`
/// @param command how the server is started; `{root}` is the project, `{java}` the java that runs this command
/// @param options put after the command; `--host` and `--port` follow them
/// @param requires a tool that may be absent: `node`
/// @param cpus how many CPUs it gets, of a [Variant]; null for all that servers get here
public record CatalogueContestant(
        String id,
        String label,
        String family,
        String description,
        List<String> command,
        List<String> options,
        @Nullable String requires,
        @Nullable Integer cpus)
        implements Contestant {

    static final List<String> FAMILIES = List.of("thread", "virtual", "loop");

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    @JsonCreator
    public CatalogueContestant {
        Objects.requireNonNull(id, "field \"id\" is missing");
        Objects.requireNonNull(label, "field \"label\" is missing");
        Objects.requireNonNull(family, "field \"family\" is missing: one of " + FAMILIES);
        Objects.requireNonNull(description, "field \"description\" is missing");
        Objects.requireNonNull(command, "field \"command\" is missing: a list of words");
        if (!FAMILIES.contains(family)) {
            throw Nearest.unknown("family", family, FAMILIES);
        }
        if (command.isEmpty()) {
            throw new UsageException("contestant " + id + " has an empty command");
        }
        command = List.copyOf(command);
        options = options == null ? List.of() : List.copyOf(options);
    }

    /// The command with its placeholders filled in.
    List<String> commandLine(Project project, String host, int port) {
        String java = Project.java();
        List<String> line = new ArrayList<>(Stream.concat(command.stream(), options.stream())
                .map(word -> word.replace("{root}", project.root().toString()).replace("{java}", java))
                .toList());
        line.addAll(List.of("--host", host, "--port", Integer.toString(port)));
        return line;
    }

    @Override
    public Launch launch(Project project, Cpus cpus, String host, int port, List<String> backends) {
        List<String> line = place(cpus)
                .onServerCpus(Stream.concat(commandLine(project, host, port).stream(), backends.stream())
                        .toList());
        return new Launch(line, log -> ServerProcess.start(line, log, READY_WITHIN));
    }

    @Override
    public Cpus place(Cpus cpus) {
        return this.cpus == null ? cpus : cpus.withServerCpus(this.cpus);
    }

    /// All that the contract names.
    @Override
    public Optional<String> request(String request) {
        return Optional.of(request);
    }

    @Override
    public boolean givesStats() {
        return true;
    }

    @Override
    public Optional<String> unavailable(Project project) {
        if ("node".equals(requires) && NodeRuntime.find(project).isEmpty()) {
            return Optional.of(id + " is left out: " + NodeRuntime.REMEDY);
        }
        return command.stream()
                .filter(word -> word.startsWith("{root}"))
                .map(word -> Path.of(word.replace("{root}", project.root().toString())))
                .filter(file -> !Files.exists(file))
                .findFirst()
                .map(file -> id + " is left out: " + project.root().relativize(file)
                        + " is not built: run mvn -DskipTests package");
    }

    @Override
    public Run.Contestant toRun() {
        return new Run.Contestant(id, label, family, description.strip());
    }
}

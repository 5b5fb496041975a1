package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.FreePort;
import threadvsloop.harness.process.Guard;
import threadvsloop.harness.process.Launch;
import threadvsloop.harness.process.PortProbe;
import threadvsloop.harness.process.ServerProcess;
import threadvsloop.results.documents.Run;

/// A user's own server: an entry of a `--contestants-file`. It need not know the harness: it gets a port, is ready when
/// that accepts, and ends by its signal. `bench/examples/own-servers.yaml` explains the fields.
///
/// @param stop signal without SIG
/// @param ready path that answers 200 when the server is ready; null when its port alone tells
/// @param endpoints the project's endpoints that it has, to its own paths
/// @param fileDir what `{file-dir}` stands for; given by the file's reader
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnContestant(
        String id,
        String label,
        String family,
        String description,
        List<String> command,
        Map<String, String> env,
        String cwd,
        String stop,
        @Nullable String ready,
        Duration readyWithin,
        EndpointMap endpoints,
        @Nullable String fileDir)
        implements Contestant {

    static final String UNKNOWN_FAMILY = "unknown";

    private static final List<String> OWN_FAMILIES = Stream.concat(
                    CatalogueContestant.FAMILIES.stream(), Stream.of(UNKNOWN_FAMILY))
            .toList();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    @JsonCreator
    public OwnContestant {
        Objects.requireNonNull(id, "field \"id\" is missing");
        Objects.requireNonNull(command, "field \"command\" is missing: a list of words");
        Objects.requireNonNull(
                endpoints, "field \"endpoints\" is missing: what the server has, as in /plaintext: /hello.txt");
        if (!ID.matcher(id).matches()) {
            throw new UsageException("the id \"" + id + "\" cannot name a folder: use letters, digits and . _ + -");
        }
        label = Objects.requireNonNullElse(label, id);
        family = Objects.requireNonNullElse(family, UNKNOWN_FAMILY);
        description = Objects.requireNonNullElse(description, "A user's own server.");
        env = env == null ? Map.of() : env;
        if (Stream.concat(command.stream(), env.values().stream()).anyMatch(Objects::isNull)) {
            throw new UsageException(
                    "own server " + id + " has nothing after a dash or colon: write \"\" for an empty" + " word");
        }
        command = List.copyOf(command);
        env = new TreeMap<>(env);
        cwd = Objects.requireNonNullElse(cwd, "{file-dir}");
        stop = Objects.requireNonNullElse(stop, "TERM");
        readyWithin = Objects.requireNonNullElse(readyWithin, READY_WITHIN);
        if (!OWN_FAMILIES.contains(family)) {
            throw Nearest.unknown("family", family, OWN_FAMILIES);
        }
        if (!Guard.SIGNALS.contains(stop)) {
            throw Nearest.unknown("stop signal", stop, Guard.SIGNALS);
        }
        if (ready != null && !ready.startsWith("/")) {
            throw new UsageException("\"ready\" is \"" + ready + "\": it is a path that begins with /, as in /health");
        }
        checkPlaceholders(id, command, env, cwd);
    }

    private static void checkPlaceholders(String id, List<String> command, Map<String, String> env, String cwd) {
        if (command.isEmpty()) {
            throw new UsageException("own server " + id + " has an empty command");
        }
        List<String> names = new ArrayList<>();
        Stream.concat(command.stream(), env.values().stream())
                .map(Placeholders::names)
                .forEach(names::addAll);
        if (!names.contains("port")) {
            throw new UsageException("own server " + id
                    + " is never told its port: put {port} into \"command\" or \"env\" where it belongs");
        }
        Placeholders.names(cwd);
    }

    /// The same, of a file in the given folder, unless it knows its folder already.
    OwnContestant in(Path folder) {
        return fileDir != null
                ? this
                : new OwnContestant(
                        id,
                        label,
                        family,
                        description,
                        command,
                        env,
                        cwd,
                        stop,
                        ready,
                        readyWithin,
                        endpoints,
                        folder.toString());
    }

    @Override
    public Optional<String> unavailable(Project project) {
        Placeholders values = placeholders(project, "", 0, Path.of(""), List.of());
        Path folder = folder(values);
        if (!Files.isDirectory(folder)) {
            return Optional.of(
                    "%s is left out: its \"cwd\" %s is no folder: make it, or correct the entry; it is looked up in %s, the folder of its file"
                            .formatted(id, folder, home()));
        }
        String program = values.fill(command.getFirst());
        if (found(program, folder, values)) {
            return Optional.empty();
        }
        if (!program.contains("/")) {
            return Optional.of(
                    "%s is left out: its command \"%s\" is not found on the PATH: install it, or give its path, as in ./%s"
                            .formatted(id, program, program));
        }
        Path file = folder.resolve(program);
        return Optional.of(
                Files.isRegularFile(file)
                        ? "%s is left out: its command %s cannot be executed: chmod +x it".formatted(id, file)
                        : "%s is left out: its command \"%s\" is not found in %s: relative paths are looked up in its \"cwd\", which is the folder of its file unless it says otherwise"
                                .formatted(id, program, folder));
    }

    private boolean found(String program, Path folder, Placeholders values) {
        if (program.contains("/")) {
            return isProgram(folder.resolve(program));
        }
        String path = values.fill(env.getOrDefault("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "")));
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(directory -> isProgram(folder.resolve(directory).resolve(program)));
    }

    /// Root may execute everything that anybody may; and a folder is executable, too.
    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    @Override
    public Optional<String> request(String request) {
        return endpoints.request(request);
    }

    @Override
    public boolean givesStats() {
        return false;
    }

    @Override
    public Launch launch(Project project, Cpus cpus, String host, int port, List<String> backends) {
        int chosen = port == 0 ? FreePort.find(host) : port;
        Guard guard = Guard.of(stop);
        Placeholders values = placeholders(project, host, chosen, guard.folder(), backends);
        List<String> line = cpus.onServerCpus(command.stream().map(values::fill).toList());
        return new Launch(line, log -> {
            ProcessBuilder builder = guard.around(line).directory(folder(values).toFile());
            env.forEach((name, value) -> builder.environment().put(name, values.fill(value)));
            return ServerProcess.start(id, builder, guard, new PortProbe(host, chosen, ready, readyWithin), log);
        });
    }

    private Placeholders placeholders(Project project, String host, int port, Path temp, List<String> backends) {
        return new Placeholders(Map.of(
                "port", Integer.toString(port),
                "host", host,
                "root", project.root().toString(),
                "java", Project.java(),
                "file-dir", home().toString(),
                "temp-dir", temp.toString(),
                "upstream", after("--upstream", backends),
                "database", after("--database", backends)));
    }

    /// The value of an option; empty when it is not there.
    private static String after(String option, List<String> options) {
        int at = options.indexOf(option);
        return at < 0 ? "" : options.get(at + 1);
    }

    private Path folder(Placeholders values) {
        return home().resolve(values.fill(cwd));
    }

    private Path home() {
        return Path.of(Objects.requireNonNullElse(fileDir, "")).toAbsolutePath();
    }

    @Override
    public Run.Contestant toRun() {
        return new Run.Contestant(id, label + " (own)", family, description.strip());
    }
}

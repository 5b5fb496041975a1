package threadvsloop.harness.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Folders;
import threadvsloop.harness.Project;
import threadvsloop.harness.process.Cpus;

/// The backends of one server that is run by hand: those that were named, and those that are started for it. They end
/// with this process, and their logs go with them.
public final class ServedBackends implements AutoCloseable {

    private final List<String> given;
    private final Set<Backend> started;
    private final Backends backends;
    private final Path logs;

    private ServedBackends(List<String> given, Set<Backend> started, Backends backends, Path logs) {
        this.given = given;
        this.started = started;
        this.backends = backends;
        this.logs = logs;
    }

    /// @param upstream null when none was named
    /// @param start whether what was not named is started; a database that was named gets its table then
    /// @throws PreflightException when one cannot be had, with the remedy
    public static ServedBackends of(
            Project project, @Nullable String upstream, Optional<DatabaseAddress> database, boolean start)
            throws IOException, InterruptedException {
        List<String> given = new ArrayList<>();
        Set<Backend> started = start ? EnumSet.allOf(Backend.class) : EnumSet.noneOf(Backend.class);
        if (upstream != null) {
            given.addAll(List.of("--upstream", upstream));
            started.remove(Backend.UPSTREAM);
        }
        if (!start) {
            database.ifPresent(address -> given.addAll(List.of("--database", address.url())));
        }
        Path logs = Files.createTempDirectory("tvl-serve-");
        Backends backends = new Backends(project, Cpus.ALL, logs, database, System.err::println);
        ServedBackends served = new ServedBackends(given, started, backends, logs);
        Runtime.getRuntime().addShutdownHook(new Thread(served::close, "stop-backends"));
        backends.provide(started);
        return served;
    }

    /// For the server's command line.
    public List<String> options() {
        List<String> options = new ArrayList<>(given);
        options.addAll(backends.options(started));
        return options;
    }

    /// Called at the end and by the hook of an interrupt, perhaps by both: the second waits for the first.
    @Override
    public synchronized void close() {
        backends.close();
        try {
            Folders.delete(logs);
        } catch (IOException e) {
            System.err.println(logs + " could not be deleted: " + e.getMessage());
        }
    }
}

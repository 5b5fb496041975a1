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

/// The neighbours of one server that is run by hand: those that were named, and those that are started for it. They end
/// with this process, and their logs go with them.
public final class ServedNeighbours implements AutoCloseable {

    private final List<String> given;
    private final Set<Neighbour> started;
    private final Neighbourhood neighbourhood;
    private final Path logs;

    private ServedNeighbours(List<String> given, Set<Neighbour> started, Neighbourhood neighbourhood, Path logs) {
        this.given = given;
        this.started = started;
        this.neighbourhood = neighbourhood;
        this.logs = logs;
    }

    /// @param upstream null when none was named
    /// @param start whether what was not named is started; a database that was named gets its table then
    /// @throws PreflightException when one cannot be had, with the remedy
    public static ServedNeighbours of(
            Project project, @Nullable String upstream, Optional<DatabaseAddress> database, boolean start)
            throws IOException, InterruptedException {
        List<String> given = new ArrayList<>();
        Set<Neighbour> started = start ? EnumSet.allOf(Neighbour.class) : EnumSet.noneOf(Neighbour.class);
        if (upstream != null) {
            given.addAll(List.of("--upstream", upstream));
            started.remove(Neighbour.UPSTREAM);
        }
        if (!start) {
            database.ifPresent(address -> given.addAll(List.of("--database", address.url())));
        }
        Path logs = Files.createTempDirectory("tvl-serve-");
        Neighbourhood neighbourhood = new Neighbourhood(project, Cpus.ALL, logs, database, System.err::println);
        ServedNeighbours neighbours = new ServedNeighbours(given, started, neighbourhood, logs);
        Runtime.getRuntime().addShutdownHook(new Thread(neighbours::close, "stop-neighbours"));
        neighbourhood.provide(started);
        return neighbours;
    }

    /// For the server's command line.
    public List<String> options() {
        List<String> options = new ArrayList<>(given);
        options.addAll(neighbourhood.options(started));
        return options;
    }

    /// Called at the end and by the hook of an interrupt, perhaps by both: the second waits for the first.
    @Override
    public synchronized void close() {
        neighbourhood.close();
        try {
            Folders.delete(logs);
        } catch (IOException e) {
            System.err.println(logs + " could not be deleted: " + e.getMessage());
        }
    }
}

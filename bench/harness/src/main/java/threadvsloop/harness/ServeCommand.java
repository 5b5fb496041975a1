package threadvsloop.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "serve", description = "Runs one contestant by hand until Ctrl-C or end of input.")
final class ServeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONTESTANT")
    private String contestant = "";

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on (default: a free one).")
    private int port;

    @Option(names = "--upstream", paramLabel = "HOST:PORT", description = "Where its upstream is.")
    private @Nullable String upstream;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--with-neighbours",
            description = "Starts an upstream and a database for it, but for what is given.")
    private boolean withNeighbours;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Project project = Project.find();
        Contestant chosen = Catalogue.read(project).contestant(contestant);
        chosen.unavailable(project).ifPresent(why -> {
            throw new PreflightException(List.of(why));
        });
        try (ServedNeighbours neighbours = ServedNeighbours.of(project, upstream, database.address(), withNeighbours)) {
            List<String> command = new ArrayList<>(chosen.commandLine(project, host, port));
            command.addAll(neighbours.options());
            // It inherits our standard streams: its ready line is our output, and our end of input is its own.
            Process server = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            return server.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot be started: " + e.getMessage(), e);
        }
    }
}

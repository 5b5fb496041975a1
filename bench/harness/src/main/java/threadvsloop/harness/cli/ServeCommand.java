package threadvsloop.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.backend.ServedBackends;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.CatalogueContestant;
import threadvsloop.harness.catalogue.Contestant;
import threadvsloop.harness.catalogue.OwnContestant;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.Launch;
import threadvsloop.harness.process.ServerLog;
import threadvsloop.harness.process.ServerProcess;

@Command(name = "serve", description = "Runs one contestant by hand until Ctrl-C or end of input.")
final class ServeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONTESTANT")
    private String contestant = "";

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on (default: a free one).")
    private int port;

    @Mixin
    private OwnServerFiles ownServers = new OwnServerFiles();

    @Option(names = "--upstream", paramLabel = "HOST:PORT", description = "Where its upstream is.")
    private @Nullable String upstream;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--with-backends", description = "Starts an upstream and a database for it, but for what is given.")
    private boolean withBackends;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ServerFailedException {
        Project project = Project.find();
        Catalogue catalogue = ownServers.catalogue(project);
        Contestant chosen = catalogue.contestant(contestant);
        chosen.unavailable(project).ifPresent(why -> {
            throw new PreflightException(List.of(why));
        });
        try (ServedBackends backends = ServedBackends.of(project, upstream, database.address(), withBackends)) {
            Launch launch = chosen.launch(project, Cpus.ALL, host, port, backends.options());
            return switch (chosen) {
                case CatalogueContestant _ -> serve(launch.command());
                case OwnContestant own -> serve(launch, own, catalogue);
            };
        }
    }

    /// Our end of input is the server's own. Its ready line is our result: where nobody can read it, the server ends.
    private int serve(List<String> command) throws InterruptedException {
        try {
            Process server = new ProcessBuilder(command)
                    .inheritIO()
                    .redirectOutput(Redirect.PIPE)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    print(line, server::destroy);
                }
            }
            return server.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot be started: " + e.getMessage(), e);
        }
    }

    private void print(String line, Runnable end) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        if (out.checkError()) {
            end.run();
        }
    }

    /// An own server has no ready line and reads no input: we do it in its place. It is looked at, too: this is
    /// where a user sees whether an entry is right.
    private int serve(Launch launch, OwnContestant own, Catalogue catalogue)
            throws ServerFailedException, InterruptedException, IOException {
        ServerProcess server = launch.start(ServerLog.OURS);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        print(new ObjectMapper().writeValueAsString(server.ready()), server::close);
        AtomicBoolean asked = new AtomicBoolean();
        Thread.ofPlatform().daemon().start(() -> {
            awaitEndOfInput();
            asked.set(true);
            server.close();
        });
        PrintWriter err = spec.commandLine().getErr();
        if (server.isDaemon()) {
            err.println("it made itself a daemon: tell it to stay in the foreground, so that its end is seen");
        }
        new EndpointCheck(own, host, server.ready().port()).lines(catalogue).forEach(err::println);
        err.println("serving until Ctrl-C or the end of input");
        err.flush();
        int exit = server.waitFor();
        return asked.get() ? ExitCode.DONE : exit;
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("tvl: standard input cannot be read, so the server is stopped: " + e.getMessage());
        }
    }
}

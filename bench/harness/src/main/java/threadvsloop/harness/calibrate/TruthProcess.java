package threadvsloop.harness.calibrate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.ServerProcess;
import threadvsloop.harness.process.ServerStats;

/// The server of known truth (`bench/truth`), as a process on the server's CPUs. One thread.
final class TruthProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess process;

    private TruthProcess(ServerProcess process) {
        this.process = process;
    }

    /// What it knows of itself since the last reset.
    ///
    /// @param requests by path
    /// @param delayNs from request to answer, of answers that had to wait
    /// @param latenessNs how long after they were due those were sent
    record Statistics(Map<String, Long> requests, Connections connections, Times delayNs, Times latenessNs) {

        record Connections(int open, int most) {}

        record Times(long count, long p50, long p99, long p999, long max) {}
    }

    /// @param logs an existing folder
    /// @throws PreflightException when it is not built
    static TruthProcess start(Project project, Cpus cpus, Path logs)
            throws ServerFailedException, InterruptedException {
        Path jar = project.root().resolve("bench/truth/target/tvl-truth.jar");
        if (!Files.exists(jar)) {
            throw new PreflightException(List.of("the truth server is not built: run mvn -DskipTests package"));
        }
        List<String> command =
                List.of(Project.java(), "-XX:+UseSerialGC", "-Xms192m", "-Xmx192m", "-Xmn64m", "-jar", jar.toString());
        return new TruthProcess(
                ServerProcess.start(cpus.onServerCpus(command), logs.resolve("truth.log"), READY_WITHIN));
    }

    int port() {
        return process.ready().port();
    }

    /// Counts and times start anew.
    void reset() throws IOException, InterruptedException {
        ServerStats.ask(
                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()),
                ANSWER_WITHIN,
                port(),
                "/stats/reset");
    }

    Statistics statistics() throws IOException, InterruptedException {
        return JSON.readValue(
                ServerStats.ask(HttpRequest.newBuilder(), ANSWER_WITHIN, port(), "/stats"), Statistics.class);
    }

    @Override
    public void close() {
        process.close();
    }
}

package threadvsloop.harness.backend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.ServerProcess;
import threadvsloop.harness.process.ServerStats;

/// The other REST server, as a process on the load generator's CPUs. It measures how late it answers, since a server
/// under test must not be blamed for that.
///
/// One thread; [#close] from any.
public final class Upstream implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess process;

    private Upstream(ServerProcess process) {
        this.process = process;
    }

    /// What it says of itself, since the last reset.
    ///
    /// @param requests since the start, resets notwithstanding
    /// @param latenessMs how long after they were due answers were sent, milliseconds
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Statistics(long requests, InFlight inFlight, Lateness latenessMs) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record InFlight(int now, int max) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Lateness(double p50, double p99, double max) {}
    }

    /// Why it cannot be started here, with the remedy; empty when it can.
    public static Optional<String> unavailable(Project project) {
        return Files.exists(jar(project))
                ? Optional.empty()
                : Optional.of("the upstream is not built: run mvn -DskipTests package");
    }

    static Upstream start(Project project, Cpus cpus, Path logs) throws ServerFailedException, InterruptedException {
        List<String> command = List.of(
                Project.java(),
                "-XX:+UseSerialGC",
                "-Xmn16m",
                "-jar",
                jar(project).toString(),
                "--host",
                Project.LOOPBACK,
                "--port",
                "0");
        return new Upstream(
                ServerProcess.start(cpus.onGeneratorCpus(command), logs.resolve("upstream.log"), READY_WITHIN));
    }

    private static Path jar(Project project) {
        return project.root().resolve("servers/upstream/target/tvl-upstream.jar");
    }

    public int port() {
        return process.ready().port();
    }

    /// As servers take it: `host:port`.
    String address() {
        return Project.LOOPBACK + ":" + port();
    }

    /// Runtime and version.
    String version() {
        return process.ready().runtime() + " " + process.ready().version();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Process ids, at this moment.
    long[] tree() {
        return process.tree();
    }

    /// Lateness and the most in flight start anew.
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
        process.stop(STOPPED_WITHIN);
    }
}

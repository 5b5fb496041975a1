package threadvsloop.harness.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Folders;
import threadvsloop.harness.process.Posix;
import threadvsloop.harness.process.ProcessTable;

/// The process that keeps an embedded PostgreSQL. It speaks as every server does (one ready line, end at end of input):
/// PostgreSQL makes itself a daemon, and by this process it still ends when the harness does, however that dies.
/// ```
///   unpack ─> initdb ─> start ─> fill ─> ready ──end of input or a signal──> stop PostgreSQL, delete its data
///     └───────────┴─────────┴───────┴──refused──> one line on standard error, the same end
/// ```
/// Of a process that is killed by SIGKILL, PostgreSQL and its data remain; the next one that starts ten minutes later
/// or
/// more stops and deletes them. The unpacked binaries are kept for the next start.
final class DatabaseProcess {

    /// Also the name of the database; the password is not asked for on the loopback address.
    static final String USER = "postgres";

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int LEAST_CONNECTIONS = 300;
    private static final long PAUSE_MS = 100;

    private final Path data;
    private final Path log;
    private @Nullable EmbeddedPostgres postgres;
    private boolean stopped;

    private DatabaseProcess(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    /// @param args the folder for binaries and data, which nobody else can write to, and the file for what PostgreSQL
    /// itself says
    static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        // The library opens its own folder to others; nobody else can enter the one around it.
        Path folder = Files.createDirectories(Path.of(args[0]).resolve("unpacked"));
        // PostgreSQL makes itself a daemon; it is to be ours, so that its end is seen.
        Posix.adoptOrphans(true);
        System.setProperty("ot.epg.working-dir", folder.toString());
        DatabaseProcess process = new DatabaseProcess(Files.createTempDirectory(folder, "data-"), Path.of(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(process::stop, "stop-postgres"));
        Thread.ofPlatform().daemon().name("end-of-input").start(DatabaseProcess::exitAtEndOfInput);
        try {
            System.out.println(process.start());
            process.exitWithPostgres();
        } catch (InterruptedException
                | IOException
                | SQLException
                | IllegalStateException
                | WorldTable.ForeignTableException e) {
            System.err.println("PostgreSQL does not start: " + withCauses(e));
            System.exit(1);
        }
    }

    /// Blocks until PostgreSQL ends by itself, and ends this process then: who waits for PostgreSQL would wait for
    /// ever.
    private void exitWithPostgres() throws IOException, InterruptedException {
        long postmaster = postmaster();
        while (ProcessTable.isRunning(postmaster)) {
            Thread.sleep(PAUSE_MS);
        }
        Posix.reap(postmaster); // a zombie would look alive to whoever stops it
        System.err.println("PostgreSQL has ended");
        System.exit(1);
    }

    private static String withCauses(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("; because of "));
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // whatever comes means nothing
            }
        } catch (IOException e) {
            System.err.println("standard input cannot be read, which is taken for its end: " + e.getMessage());
        }
        System.exit(0);
    }

    /// @return the ready line
    private synchronized String start() throws IOException, SQLException, WorldTable.ForeignTableException {
        if (stopped) {
            throw new IllegalStateException("told to end before it began");
        }
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(READY_WITHIN)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("max_connections", Integer.toString(LEAST_CONNECTIONS))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // Nothing that comes and goes by itself while a trial is measured.
                .setServerConfig("autovacuum", "off")
                .setServerConfig("jit", "off")
                .start();
        postgres = started;
        try (Connection connection = started.getPostgresDatabase().getConnection()) {
            WorldTable.provide(connection);
            return readyLine(started.getPort(), connection.getMetaData().getDatabaseProductVersion());
        }
    }

    private String readyLine(int port, String version) throws IOException {
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "ready",
                        true,
                        "contestant",
                        Backend.DATABASE.label(),
                        "port",
                        port,
                        "pid",
                        postmaster(),
                        "runtime",
                        "PostgreSQL",
                        "version",
                        version));
    }

    /// PostgreSQL's first process, whose children serve the connections.
    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    /// Waits for a start that is under way, so that it leaves nothing behind.
    private synchronized void stop() {
        stopped = true;
        try {
            EmbeddedPostgres started = postgres;
            if (started != null) {
                started.close();
            } else if (Files.exists(data.resolve("postmaster.pid"))) {
                ProcessHandle.of(postmaster()).ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
            }
            Folders.delete(data);
        } catch (IOException e) {
            System.err.println("PostgreSQL in " + data + " was not stopped cleanly: " + e.getMessage());
        }
    }
}

package threadvsloop.harness.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.Posix;
import threadvsloop.harness.process.PrivateFolder;
import threadvsloop.harness.process.ProcessTable;
import threadvsloop.harness.process.ServerProcess;

/// PostgreSQL with the table that `/db` reads: an embedded one in processes of our own, or one that the user gave.
///
/// One thread; [#close] from any.
public final class Database implements AutoCloseable {

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
    private static final int CONNECT_SECONDS = 10;
    private static final Set<String> LOOPBACK = Set.of(Project.LOOPBACK, "localhost", "[::1]");
    private static final long ELSEWHERE = -1;
    private static final int SIGKILL = 9;

    /// Of no database that answers.
    static final String GONE = "gone";

    private final DatabaseAddress address;
    private final String version;
    private final long postmaster;
    private final @Nullable ServerProcess keeper;

    /// @param postmaster process id of PostgreSQL's first process; [#ELSEWHERE] when it is not seen from here
    /// @param keeper null for a database that was given
    private Database(DatabaseAddress address, String version, long postmaster, @Nullable ServerProcess keeper) {
        this.address = address;
        this.version = version;
        this.postmaster = postmaster;
        this.keeper = keeper;
    }

    /// Why no embedded database can be started here, with the remedy; empty when one can.
    public static Optional<String> unavailable() {
        boolean machine = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        return machine && Database.class.getResource(BINARIES) != null
                ? Optional.empty()
                : Optional.of(
                        "there are no binaries of PostgreSQL for this machine (they come for Linux on amd64): name"
                                + " a database with --database postgresql://user:password@host:port/name");
    }

    /// Starts one with new data, which takes some seconds, more on the first time.
    static Database embedded(Cpus cpus, Path logs) throws ServerFailedException, InterruptedException {
        Path folder = PrivateFolder.ofThisUser("postgres");
        List<String> command = List.of(
                Project.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m", // unpacking needs most of it
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseProcess.class.getName(),
                folder.toString(),
                logs.resolve("postgres.log").toAbsolutePath().toString());
        ServerProcess keeper =
                ServerProcess.start(cpus.onGeneratorCpus(command), logs.resolve("database.log"), READY_WITHIN);
        ServerProcess.ReadyLine ready = keeper.ready();
        DatabaseAddress address = DatabaseAddress.parse("postgresql://%1$s:%1$s@%2$s:%3$d/%1$s"
                .formatted(DatabaseProcess.USER, Project.LOOPBACK, ready.port()));
        return new Database(address, ready.runtime() + " " + ready.version(), ready.pid(), keeper);
    }

    /// Connects to a database of the user's, and makes the table if there is none.
    ///
    /// @throws PreflightException when it cannot be used, with the remedy
    static Database given(DatabaseAddress address) {
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        try (Connection connection =
                DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
            WorldTable.provide(connection);
            return new Database(
                    address,
                    "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion(),
                    postmaster(address, connection),
                    null);
        } catch (SQLException e) {
            throw new PreflightException(List.of(
                    "the database %s cannot be used: %s; check that it runs, its address, and what its user may do"
                            .formatted(address.shown(), firstLine(e))));
        } catch (WorldTable.ForeignTableException e) {
            throw new PreflightException(List.of("in " + address.shown() + " " + e.getMessage()));
        }
    }

    /// The parent of the process that serves a connection, if that is a PostgreSQL of this host.
    private static long postmaster(DatabaseAddress address, Connection connection) throws SQLException {
        if (!LOOPBACK.contains(address.host())) {
            return ELSEWHERE;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
            result.next();
            return ProcessHandle.of(result.getLong(1))
                    .filter(Database::isPostgres)
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .orElse(ELSEWHERE);
        }
    }

    /// In a container of its own, PostgreSQL has other process ids than we see.
    private static boolean isPostgres(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/comm")).startsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /// As servers take it, with the password.
    String url() {
        return address.url();
    }

    /// Name and version.
    String version() {
        return version;
    }

    /// Whether the embedded database still runs; of one that was given nothing is known.
    boolean isAlive() {
        return keeper == null || (keeper.isAlive() && ProcessTable.isRunning(postmaster));
    }

    /// What tells one life of the database from the next: it changes when PostgreSQL was started again and, where its
    /// processes are seen from here, when it has thrown all connections away because one of its processes died.
    ///
    /// @return [#GONE] when there is no PostgreSQL
    String life() {
        return isHere() ? lifeHere() : lifeElsewhere();
    }

    private String lifeHere() {
        Optional<ProcessTable.Entry> first = ProcessTable.of(postmaster).filter(ProcessTable.Entry::isRunning);
        return first.isEmpty()
                ? GONE
                : Stream.concat(
                                first.stream(),
                                ProcessTable.read().entries().stream()
                                        .filter(one -> one.parent() == postmaster)
                                        .filter(one -> one.isRunning() && isCheckpointer(one)))
                        .map(one -> one.pid() + " since " + one.startTicks())
                        .collect(Collectors.joining(", "));
    }

    /// The one of PostgreSQL's own processes that lives as long as the connections may.
    private static boolean isCheckpointer(ProcessTable.Entry process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("checkpointer");
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    private String lifeElsewhere() {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_postmaster_start_time()")) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            return GONE;
        }
    }

    /// Whether its processes are seen from here, so that their CPU can be accounted for.
    boolean isHere() {
        return postmaster != ELSEWHERE;
    }

    /// Process ids of PostgreSQL, at this moment; empty when it is elsewhere.
    long[] tree() {
        return ProcessHandle.of(postmaster)
                .map(first -> LongStream.concat(
                                LongStream.of(postmaster), first.descendants().mapToLong(ProcessHandle::pid))
                        .toArray())
                .orElseGet(() -> new long[0]);
    }

    /// Ends an embedded database and deletes its data; one that was given is left as it is.
    @Override
    public void close() {
        if (keeper != null) {
            keeper.stop(STOPPED_WITHIN);
            // Its keeper may have been killed before.
            for (long pid : tree()) {
                Posix.kill(pid, SIGKILL);
            }
        }
    }
}

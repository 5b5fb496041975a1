package threadvsloop.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.FakeUpstream;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.sampling.CpuReading;

/// Upstream and PostgreSQL as real processes.
class BackendsTest {

    private static final Set<Backend> UPSTREAM = EnumSet.of(Backend.UPSTREAM);
    private static final Set<Backend> DATABASE = EnumSet.of(Backend.DATABASE);

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    @BeforeEach
    void installUpstream() throws Exception {
        FakeUpstream.installIn(folder);
    }

    @Test
    void nothingIsStartedThatNobodyNeeds() throws Exception {
        try (Backends backends = backends(Optional.empty())) {
            backends.provide(Set.of());
            assertThat(backends.options(EnumSet.allOf(Backend.class))).isEmpty();
            assertThat(messages).isEmpty();
        }
    }

    @Test
    void theUpstreamIsStartedOnceAndAgainWhenItHasDied() throws Exception {
        long[] tree;
        try (Backends backends = backends(Optional.empty())) {
            backends.provide(UPSTREAM);
            List<String> options = backends.options(UPSTREAM);
            backends.provide(UPSTREAM);
            assertThat(backends.options(UPSTREAM)).isEqualTo(options).first().isEqualTo("--upstream");
            assertThat(backends.options(DATABASE)).isEmpty();

            Upstream first = Objects.requireNonNull(backends.upstream(UPSTREAM));
            first.reset();
            assertThat(first.statistics())
                    .isEqualTo(new Upstream.Statistics(
                            9,
                            new Upstream.Statistics.InFlight(0, 4),
                            new Upstream.Statistics.Lateness(0.25, 0.5, 0.5)));
            ProcessHandle process = ProcessHandle.of(first.tree()[0]).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            backends.provide(UPSTREAM);
            Upstream second = Objects.requireNonNull(backends.upstream(UPSTREAM));
            assertThat(second.tree()).isNotEqualTo(first.tree());
            assertThat(messages).containsExactly("starting the upstream", "the upstream has died: starting it again");
            tree = second.tree();
        }
        assertEnded(tree);
    }

    @Test
    void anUpstreamThatIsNotBuiltIsNamedWithItsRemedy() throws Exception {
        Files.delete(folder.resolve("servers/upstream/target/tvl-upstream.jar"));
        try (Backends backends = backends(Optional.empty())) {
            assertThatThrownBy(() -> backends.provide(UPSTREAM))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageContaining("the upstream is not built: run mvn");
        }
    }

    @Test
    void theDatabaseIsFilledAndLeavesNeitherProcessNorData() throws Exception {
        long[] tree;
        String data;
        try (Backends backends = backends(Optional.empty())) {
            backends.provide(DATABASE);
            Database database = Objects.requireNonNull(backends.database(DATABASE));
            assertThat(database.version()).startsWith("PostgreSQL ");
            tree = database.tree();
            assertThat(tree).hasSizeGreaterThan(3);
            DatabaseAddress address = DatabaseAddress.parse(database.url());
            try (Connection connection = connect(address)) {
                assertThat(text(connection, "SELECT randomnumber FROM world WHERE id = 1716"))
                        .isEqualTo("9005");
                assertThat(text(connection, "SELECT count(*) FROM world")).isEqualTo("10000");
                assertThat(Integer.parseInt(text(connection, "SHOW max_connections")))
                        .isGreaterThanOrEqualTo(300);
                data = text(connection, "SHOW data_directory");
                assertCpuIsSeen(connection, database);
                assertGivenDatabaseIsLookedAt(connection, address);
            }
        }
        assertEnded(tree);
        assertThat(Path.of(data)).doesNotExist();
    }

    private static void assertCpuIsSeen(Connection connection, Database database) throws SQLException {
        CpuReading before = CpuReading.of(database.tree());
        text(connection, "SELECT count(*) FROM generate_series(1, 1000000)");
        assertThat(CpuReading.of(database.tree()).nsSince(before)).isPositive();
    }

    /// A database that is named with `--database` may be anybody's.
    private static void assertGivenDatabaseIsLookedAt(Connection connection, DatabaseAddress address) throws Exception {
        try (Database given = Database.given(address)) {
            assertThat(given.isHere()).isTrue();
            assertThat(given.tree()).hasSizeGreaterThan(3);
        }
        execute(connection, "UPDATE world SET randomnumber = 0 WHERE id = 5");
        assertThatThrownBy(() -> Database.given(address))
                .isInstanceOf(PreflightException.class)
                .hasMessageContaining("other contents: of its 10,000 rows 9,999 are as they should be; name a database")
                .hasMessageNotContaining(address.password() + "@");
        execute(connection, "DROP TABLE world");
        execute(connection, "CREATE TABLE world(country text)");
        assertThatThrownBy(() -> Database.given(address)).hasMessageContaining("it has no columns id and randomnumber");
        execute(connection, "DROP TABLE world");
        Database.given(address).close();
        assertThat(text(connection, "SELECT count(*) FROM world")).isEqualTo("10000");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() throws Exception {
        DatabaseAddress nobody = DatabaseAddress.parse("postgresql://me:secret@127.0.0.1:1/bench");
        try (Backends backends = backends(Optional.of(nobody))) {
            assertThatThrownBy(() -> backends.provide(DATABASE))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageContaining("postgresql://me:***@127.0.0.1:1/bench cannot be used")
                    .hasMessageNotContaining("secret");
        }
    }

    private Backends backends(Optional<DatabaseAddress> given) {
        return new Backends(new Project(folder), Cpus.ALL, folder, given, messages::add);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /// PostgreSQL's last process may be a moment behind the message that it has stopped.
    private static void assertEnded(long[] pids) throws Exception {
        for (long pid : pids) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }
}

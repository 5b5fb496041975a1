package threadvsloop.clients.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.World;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.options.DatabaseUrl;

class JdbcDatabaseTest {

    @Test
    void asksAndWaitsInTurnAndOutlivesItsDatabase() throws Exception {
        JdbcDatabase database;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute(World.SQL);
            DatabaseUrl url = new DatabaseUrl("postgres", "", "127.0.0.1", postgres.getPort(), "postgres");
            database = new JdbcDatabase(url, 1, Duration.ofSeconds(5));
            assertThat(database.row(1716)).isEqualTo(new Row(1716, 9005));
            assertThat(database.row(10_000)).isEqualTo(new Row(10_000, 1));
            assertThatThrownBy(() -> database.row(10_001))
                    .isInstanceOf(BackendException.class)
                    .hasMessage("the database does not answer");
            queues(database, connection);
        }
        assertThatThrownBy(() -> database.row(1)).isInstanceOf(BackendException.class);
    }

    private static void queues(JdbcDatabase database, Connection observer) throws Exception {
        assertThat(database.queued()).isZero();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long fromNs = System.nanoTime();
            Future<?> sleeps = threads.submit(() -> {
                database.sleep(1_000);
                return null;
            });
            awaitSleep(observer);
            Future<Row> one = threads.submit(() -> database.row(1));
            Future<Row> two = threads.submit(() -> database.row(2));
            sleeps.get();
            assertThat(System.nanoTime() - fromNs).isGreaterThanOrEqualTo(1_000_000_000);
            assertThat(one.get()).isEqualTo(new Row(1, 7920));
            assertThat(two.get()).isEqualTo(new Row(2, 5839));
        }
        assertThat(database.queued()).isEqualTo(2);
    }

    /// Until the database sleeps, on the pool's only connection.
    private static void awaitSleep(Connection observer) throws Exception {
        String sleeping = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'";
        boolean sleeps = false;
        while (!sleeps) {
            try (Statement statement = observer.createStatement();
                    ResultSet result = statement.executeQuery(sleeping)) {
                sleeps = result.next();
            }
        }
    }
}

package threadvsloop.clients.blocking;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.options.DatabaseUrl;

/// PostgreSQL through HikariCP and pgjdbc, which prepares a statement on the server when it is used again and again.
final class JdbcDatabase implements BlockingDatabase {
    /// As long as a server tries.
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private static final String ROW = "SELECT id, randomnumber FROM world WHERE id = ?";
    private static final String SLEEP = "SELECT pg_sleep(?)";

    private final DataSource pool;

    /// HikariCP's own queue is in order too, but gives up after a time and counts nobody.
    private final Turns turns;

    /// @param connectWithin how long HikariCP tries to connect before a call fails
    JdbcDatabase(DatabaseUrl url, int size, Duration connectWithin) {
        turns = new Turns(size);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + url.host() + ':' + url.port() + '/' + url.name());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(connectWithin.toMillis());
        // A database that is down when the server starts may come up later.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    private interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }

    @Override
    public Row row(int id) throws BackendException, InterruptedException {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ROW)) {
                statement.setInt(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    if (!result.next()) {
                        throw new SQLException("the table world has no row " + id);
                    }
                    return new Row(result.getInt(1), result.getInt(2));
                }
            }
        });
    }

    @Override
    public void sleep(int ms) throws BackendException, InterruptedException {
        ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SLEEP)) {
                statement.setDouble(1, ms / 1e3);
                return statement.execute();
            }
        });
    }

    @Override
    public long queued() {
        return turns.waited();
    }

    private <T> T ask(Query<T> query) throws BackendException, InterruptedException {
        turns.take();
        try (Connection connection = pool.getConnection()) {
            return query.ask(connection);
        } catch (SQLException e) {
            throw BackendException.ofDatabase(e);
        } finally {
            turns.giveBack();
        }
    }
}

package threadvsloop.harness.backend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The table that `/db` reads: `world(id, randomnumber)`, 10,000 rows whose numbers follow from their ids, so that
/// every
/// contestant answers the same bytes wherever the table is.
final class WorldTable {

    static final int ROWS = 10_000;

    private static final String NUMBER = "1 + (id * 7919) % " + ROWS;

    private WorldTable() {}

    /// Makes and fills the table where there is none; one that is there is looked at and left as it is.
    ///
    /// @return whether it was made
    /// @throws ForeignTableException when there is a table `world` with other contents
    /// @throws SQLException when the database refuses
    static boolean provide(Connection connection) throws SQLException, ForeignTableException {
        try (Statement statement = connection.createStatement()) {
            if (exists(statement)) {
                check(statement);
                return false;
            }
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE world(id int PRIMARY KEY, randomnumber int NOT NULL)");
            statement.execute(
                    "INSERT INTO world SELECT id, %s FROM generate_series(1, %d) AS id".formatted(NUMBER, ROWS));
            connection.commit();
            connection.setAutoCommit(true);
            // So that the first reads neither write hint bits nor plan without statistics.
            statement.execute("VACUUM (ANALYZE) world");
            return true;
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        return number(statement, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('world')") > 0;
    }

    private static void check(Statement statement) throws SQLException, ForeignTableException {
        try {
            long good = number(
                    statement,
                    "SELECT count(*) FROM world WHERE id BETWEEN 1 AND %d AND randomnumber = %s"
                            .formatted(ROWS, NUMBER));
            long all = number(statement, "SELECT count(*) FROM world");
            if (good != ROWS || all != ROWS) {
                throw new ForeignTableException("of its %,d rows %,d are as they should be".formatted(all, good));
            }
        } catch (SQLException e) {
            if ("42703".equals(e.getSQLState())) { // undefined column
                throw new ForeignTableException("it has no columns id and randomnumber");
            }
            throw e;
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /// There is a table `world` that is not ours; nothing of it is touched.
    static final class ForeignTableException extends Exception {

        private static final long serialVersionUID = 1;

        ForeignTableException(String what) {
            super("there is a table world with other contents: " + what
                    + "; name a database without such a table, or drop it there");
        }
    }
}

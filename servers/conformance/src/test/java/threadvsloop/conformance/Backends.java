package threadvsloop.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import threadvsloop.endpoints.World;

/// The real upstream, the real database and the files, once for all tests; they end with the test JVM.
final class Backends {

    private static final Contestant UPSTREAM = new Contestant(
            "upstream",
            "Upstream",
            Contestant.Family.loop,
            "The other REST server.",
            List.of("{java}", "-jar", "{root}/servers/upstream/target/tvl-upstream.jar"),
            List.of(),
            null);

    private Backends() {}

    private static final class Database {
        static final int PORT = start();

        private static int start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "500")
                        .start();
                try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                    connection.createStatement().execute(World.SQL);
                }
                return postgres.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the database cannot be filled", e);
            }
        }
    }

    static int upstreamPort() throws InterruptedException {
        return ServerProcess.shared(UPSTREAM, "--host", "127.0.0.1").port();
    }

    static int databasePort() {
        return Database.PORT;
    }

    /// Options for a contestant that name an upstream and a database on these ports.
    static String[] options(int upstreamPort, int databasePort) {
        return new String[] {
            "--upstream", "127.0.0.1:" + upstreamPort,
            "--database", "postgresql://postgres:postgres@127.0.0.1:" + databasePort + "/postgres",
            "--files",
                    Catalogue.ROOT.resolve("servers/conformance/target/files").toString(),
        };
    }
}

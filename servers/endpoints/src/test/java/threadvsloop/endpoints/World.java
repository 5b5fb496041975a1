package threadvsloop.endpoints;

/// What fills a database for the tests of its clients.
public final class World {
    private World() {}

    /// As the harness does.
    public static final String SQL = "CREATE TABLE world (id int PRIMARY KEY, randomnumber int NOT NULL);"
            + "INSERT INTO world SELECT id, 1 + (id * 7919) % 10000 FROM generate_series(1, 10000) AS id";
}

package threadvsloop.harness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import threadvsloop.harness.backend.DatabaseAddress;

/// A server for the harness's own tests, started as a process: it keeps the start and stop protocol of a contestant.
/// `honest` waits as long as it is asked to, and calls its upstream and its database; `liar` does neither.
/// `reformed
/// FILE` lies if it is the first to be asked to wait, which FILE keeps, and is honest ever after.
public final class FakeServer {

    private FakeServer() {}

    /// Made by the first call: to be able to encrypt takes longer than all else that starts here.
    private static final class Client {
        static final HttpClient INSTANCE = HttpClient.newHttpClient();
    }

    static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        BooleanSupplier honest = honesty(args);
        List<String> options = Arrays.asList(args);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            String[] path = exchange.getRequestURI().getPath().split("/");
            if (path.length > 1 && !path[1].equals("stats") && !path[1].equals("plaintext") && honest.getAsBoolean()) {
                carryOut(path, options);
            }
            byte[] body =
                    "{\"requests\":1,\"queued\":{\"upstream\":7,\"database\":3}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        serveToEndOfInput(args[0], http);
    }

    private static BooleanSupplier honesty(String[] args) {
        if (!args[0].equals("reformed")) {
            boolean honest = args[0].equals("honest");
            return () -> honest;
        }
        return new Reformed(Path.of(args[1]));
    }

    /// Decides at the first request that it is asked about.
    private static final class Reformed implements BooleanSupplier {

        private final Path lied;
        private boolean decided;
        private boolean honest;

        Reformed(Path lied) {
            this.lied = lied;
        }

        @Override
        public synchronized boolean getAsBoolean() {
            if (!decided) {
                decided = true;
                honest = !lied.toFile().mkdir();
            }
            return honest;
        }
    }

    private static void carryOut(String[] path, List<String> options) throws IOException {
        switch (path[1]) {
            case "wait" -> sleep(Long.parseLong(path[2]));
            case "upstream" -> call("http://" + valueOf("--upstream", options) + "/wait/" + path[3]);
            case "db" -> query(DatabaseAddress.parse(valueOf("--database", options)));
            default -> {
                // answered at once
            }
        }
    }

    private static String valueOf(String option, List<String> options) {
        return options.get(options.indexOf(option) + 1);
    }

    private static void call(String url) throws IOException {
        try {
            Client.INSTANCE.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void query(DatabaseAddress database) throws IOException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT randomnumber FROM world WHERE id = 1716")) {
            result.next();
            if (result.getInt(1) != 9005) {
                throw new IOException("the table is not filled as it should be: " + result.getInt(1));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /// Says that it is ready, serves until the harness closes its end of the standard input, and ends the process.
    static void serveToEndOfInput(String name, HttpServer http) throws IOException {
        http.start();
        System.out.printf(
                "{\"ready\":true,\"contestant\":\"%s\",\"port\":%d,\"pid\":%d,\"runtime\":\"test\",\"version\":\"1\"}%n",
                name, http.getAddress().getPort(), ProcessHandle.current().pid());
        while (System.in.read() >= 0) {
            // until the harness closes its end
        }
        // A thread that waits in the kernel would hold up the virtual machine's exit for 300 ms.
        http.stop(0);
        System.exit(0);
    }

    public static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

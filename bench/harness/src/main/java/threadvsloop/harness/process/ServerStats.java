package threadvsloop.harness.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import threadvsloop.harness.Project;

/// Asks a server for what only it knows.
public final class ServerStats {

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    /// One for all questions: a client has a thread.
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WITHIN)
            .build();

    private ServerStats() {}

    /// What a process of ours answers to a request, whose path is set here.
    ///
    /// @param within how long it may take
    /// @throws IOException if it does not answer in time, or with a status other than 200
    public static String ask(HttpRequest.Builder request, Duration within, int port, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://%s:%d%s".formatted(Project.LOOPBACK, port, path));
        HttpResponse<String> response =
                CLIENT.send(request.uri(uri).timeout(within).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " is answered with status " + response.statusCode());
        }
        return response.body();
    }

    /// The document at `/stats`; `{"unavailable": reason}` when the server gives none, since a server that is swamped
    /// is a
    /// finding and not a fault of the trial.
    public static Map<String, Object> read(String host, int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://%s:%d/stats".formatted(host, port)))
                .timeout(WITHIN)
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? JSON.readValue(response.body(), new TypeReference<Map<String, Object>>() {})
                    : Map.of("unavailable", "status " + response.statusCode());
        } catch (IOException e) {
            return Map.of("unavailable", String.valueOf(e));
        }
    }
}

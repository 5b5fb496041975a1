package threadvsloop.harness.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Durations;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.results.text.CleanText;

/// Tells from outside whether a server is ready: its port accepts a connection and, if a path is given, a `GET` of it
/// is
/// answered 200.
///
/// @param path null when the port alone tells
public record PortProbe(String host, int port, @Nullable String path, Duration within) {

    private static final int ANSWER_WITHIN_MS = 1_000;
    private static final long PAUSE_MS = 20;
    private static final String FOREGROUND =
            ": if it makes itself a daemon, tell it to stay in the foreground (nginx: daemon off;)";

    /// Blocks until the server is ready.
    ///
    /// @param family of the process
    /// @throws ServerFailedException when it ends, or is not ready in time
    void await(Process process, ServerFamily family, ServerLog log) throws ServerFailedException, InterruptedException {
        long deadlineNs = System.nanoTime() + within.toNanos();
        Optional<String> complaint = complaint();
        boolean goesOn = goesOn(process, family);
        while (complaint.isPresent() && goesOn && System.nanoTime() < deadlineNs) {
            Thread.sleep(PAUSE_MS);
            complaint = complaint();
            goesOn = goesOn(process, family);
        }
        if (!goesOn) {
            // Also when somebody answers: that is a stranger on the same port.
            throw new ServerFailedException(
                    "the server ended before it was ready with exit code " + process.exitValue()
                            + (process.exitValue() == 0 ? ", and left no process behind" + FOREGROUND : ""),
                    log.tail());
        }
        if (complaint.isPresent()) {
            throw new ServerFailedException(
                    "the server was not ready within " + Durations.seconds(within) + " s: " + complaint.get(),
                    log.tail());
        }
    }

    /// The family is looked at first, so that what the process leaves behind when it ends is known to be its own.
    private static boolean goesOn(Process process, ServerFamily family) {
        family.pids();
        return process.isAlive() || (process.exitValue() == 0 && family.isAlive());
    }

    /// What is still missing; empty when ready.
    private Optional<String> complaint() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), ANSWER_WITHIN_MS);
            return path == null ? Optional.empty() : complaint(socket);
        } catch (IOException e) {
            return Optional.of("nothing accepts connections on %s port %d; make the server listen on {port}"
                    .formatted(host, port));
        }
    }

    /// Asks on a connection that is closed at once: a kept one would occupy a server of one thread.
    private Optional<String> complaint(Socket socket) {
        String request = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n".formatted(path, host, port);
        try {
            socket.setSoTimeout(ANSWER_WITHIN_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            return status != null && status.matches("HTTP/1\\.\\d 200\\b.*")
                    ? Optional.empty()
                    : Optional.of("GET %s was answered \"%s\" instead of status 200"
                            .formatted(path, status == null ? "" : CleanText.line(status)));
        } catch (IOException e) {
            return Optional.of("GET %s was not answered: %s".formatted(path, e.getMessage()));
        }
    }
}

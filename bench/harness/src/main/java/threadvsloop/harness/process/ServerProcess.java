package threadvsloop.harness.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.results.text.CleanText;

/// A contestant running as a process of its own.
///
/// Its standard input is a pipe held open by this process: however we die, the server reads end of file and stops.
/// ```
///   start ──ready line──> ready ──close──> asked to stop (EOF) ──3 s──> killed
///     └──died, silent or talking nonsense──> ServerFailedException
/// ```
/// An own server does not watch its input: a [Guard] does it in its place, and a [PortProbe] tells when it is ready. It
/// may become a daemon: its [ServerFamily] goes on when what was started has ended.
public final class ServerProcess implements AutoCloseable {

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(3);
    private static final Duration DAEMON_STOPPED_WITHIN = Duration.ofSeconds(3);
    private static final long DAEMON_PAUSE_MS = 100;
    private static final String OWN = "own server";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final ServerLog log;
    private final ReadyLine ready;
    private final @Nullable Guarded guarded;

    private ServerProcess(Process process, ServerLog log, ReadyLine ready, @Nullable Guarded guarded) {
        this.process = process;
        this.log = log;
        this.ready = ready;
        this.guarded = guarded;
    }

    /// Of an own server.
    ///
    /// @param held our end of the guard's pipe
    private record Guarded(Guard guard, FileChannel held, ServerFamily family) {}

    /// What a server says of itself when it accepts connections.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ReadyLine(boolean ready, String contestant, int port, long pid, String runtime, String version) {}

    /// Starts a server and waits until it is ready.
    ///
    /// @param log receives the server's standard error
    /// @throws ServerFailedException when the server dies, stays silent or says something else
    public static ServerProcess start(List<String> command, ServerLog log, Duration readyWithin)
            throws ServerFailedException, InterruptedException {
        Process process = spawn(new ProcessBuilder(command), log);
        try {
            return new ServerProcess(process, log, awaitReady(process, log, readyWithin), null);
        } catch (ServerFailedException | InterruptedException e) {
            kill(process);
            throw e;
        }
    }

    public static ServerProcess start(List<String> command, Path log, Duration readyWithin)
            throws ServerFailedException, InterruptedException {
        return start(command, new ServerLog(log), readyWithin);
    }

    /// Starts an own server under a guard and waits until its port answers.
    ///
    /// @param id of the contestant
    /// @param command made by the guard
    /// @throws ServerFailedException when the server dies or is not ready in time
    public static ServerProcess start(String id, ProcessBuilder command, Guard guard, PortProbe probe, ServerLog log)
            throws ServerFailedException, InterruptedException {
        Process process;
        Guarded guarded;
        FileChannel held = guard.hold();
        ServerFamily.expect();
        try {
            process = spawn(command, log);
            guarded = new Guarded(guard, held, ServerFamily.of(process.pid(), guard));
        } catch (ServerFailedException e) {
            guard.withdraw(held);
            throw e;
        } finally {
            ServerFamily.noLongerExpect();
        }
        try {
            probe.await(process, guarded.family(), log);
            long pid = Arrays.stream(guarded.family().pids()).findFirst().orElse(process.pid());
            ReadyLine ready = new ReadyLine(true, id, probe.port(), pid, OWN, "");
            return new ServerProcess(process, log, ready, guarded);
        } catch (ServerFailedException | InterruptedException e) {
            stop(process, guarded, STOPPED_WITHIN);
            throw e;
        }
    }

    private static Process spawn(ProcessBuilder command, ServerLog log) throws ServerFailedException {
        try {
            return command.redirectError(log.redirect()).start();
        } catch (IOException e) {
            throw new ServerFailedException("the server cannot be started: " + e.getMessage(), "");
        }
    }

    private static ReadyLine awaitReady(Process process, ServerLog log, Duration within)
            throws ServerFailedException, InterruptedException {
        BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<String> firstLine = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complete(firstLine, stdout));
        try {
            String line = firstLine.get(within.toMillis(), TimeUnit.MILLISECONDS);
            if (line.isEmpty()) {
                String exit = process.waitFor(1, TimeUnit.SECONDS) ? " with exit code " + process.exitValue() : "";
                throw new ServerFailedException("the server ended before it was ready" + exit, log.tail());
            }
            ReadyLine ready = JSON.readValue(line, ReadyLine.class);
            if (!ready.ready() || ready.port() <= 0) {
                throw new ServerFailedException(
                        "the server's first line is not a ready line: " + CleanText.line(line), log.tail());
            }
            return ready;
        } catch (TimeoutException e) {
            throw new ServerFailedException("the server was not ready within " + within.toSeconds() + " s", log.tail());
        } catch (JsonProcessingException e) {
            throw new ServerFailedException(
                    "the server's first line is not a ready line: " + CleanText.line(e.getOriginalMessage()),
                    log.tail());
        } catch (ExecutionException e) {
            throw new ServerFailedException("the server's output cannot be read: " + e.getCause(), log.tail());
        }
    }

    private static void complete(CompletableFuture<String> firstLine, BufferedReader stdout) {
        try {
            String line = stdout.readLine();
            firstLine.complete(line == null ? "" : line);
            // A server that went on talking into a full pipe would block.
            stdout.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            firstLine.completeExceptionally(e);
        }
    }

    public ReadyLine ready() {
        return ready;
    }

    /// Process ids of the server and of all it started, at this moment.
    public long[] tree() {
        return guarded != null
                ? guarded.family().pids()
                : LongStream.concat(
                                LongStream.of(process.pid()),
                                process.descendants().mapToLong(ProcessHandle::pid))
                        .toArray();
    }

    public boolean isAlive() {
        return process.isAlive() || goesOn();
    }

    /// Whether what was started has ended and the server goes on as a daemon.
    public boolean isDaemon() {
        return !process.isAlive() && goesOn();
    }

    /// Of a server that failed, children may be left, which is no server any more.
    private boolean goesOn() {
        return guarded != null
                && !process.isAlive()
                && process.exitValue() == 0
                && guarded.family().isAlive();
    }

    /// The end of the server's log, for a reader who wants to know what went wrong.
    public String logTail() {
        return log.tail();
    }

    /// Waits until the server has ended by itself.
    public int waitFor() throws InterruptedException {
        int exit = process.waitFor();
        while (isAlive()) {
            Thread.sleep(DAEMON_PAUSE_MS);
        }
        return exit;
    }

    /// Asks the server to stop, and kills it and all it started when it does not. May be called from any thread.
    @Override
    public void close() {
        stop(STOPPED_WITHIN);
    }

    /// The same for a process that may need longer to stop.
    public void stop(Duration within) {
        stop(process, guarded, within);
    }

    private static void stop(Process process, @Nullable Guarded guarded, Duration within) {
        try {
            process.getOutputStream().close();
            if (guarded != null) {
                guarded.held().close();
            }
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
            }
            if (guarded != null) {
                guarded.family().awaitEnd(DAEMON_STOPPED_WITHIN);
                guarded.family().kill();
                guarded.guard().awaitEnd();
                guarded.family().forget();
            }
        } catch (IOException e) {
            kill(process);
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(one -> one.onExit().join());
    }
}

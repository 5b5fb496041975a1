package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A contestant running as a process of its own. Should the test JVM die, the end of its standard input ends it too.
final class ServerProcess implements AutoCloseable {

    private static final long START_SECONDS = 90;
    private static final long REFUSAL_SECONDS = 60;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Slot> SHARED = new ConcurrentHashMap<>();

    /// Where a shared server stands once one of the tests that need it has started it.
    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();

        @Nullable
        ServerProcess server;
    }

    private final Contestant contestant;
    private final Process process;
    private final Queue<String> stdout = new ConcurrentLinkedQueue<>();
    private final Queue<String> stderr = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstLineOrEnd = new CountDownLatch(1);
    private final List<Thread> readers;

    private ServerProcess(Contestant contestant, List<String> javaOptions, List<String> arguments) {
        this.contestant = contestant;
        List<String> command = Catalogue.commandOf(contestant, javaOptions);
        try {
            process = new ProcessBuilder(
                            Stream.concat(command.stream(), arguments.stream()).toList())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readers = List.of(
                Thread.startVirtualThread(() -> collect(process.inputReader(), stdout, firstLineOrEnd)),
                Thread.startVirtualThread(() -> collect(process.errorReader(), stderr, new CountDownLatch(1))));
    }

    /// Starts a contestant on a free port of loopback with further arguments, and returns once it accepts connections.
    /// If what it requires is missing, the test is aborted with the reason.
    static ServerProcess start(Contestant contestant, String... arguments) throws InterruptedException {
        Stream<String> address = Stream.of("--host", "127.0.0.1", "--port", "0");
        return launch(contestant, Stream.concat(address, Stream.of(arguments)).toArray(String[]::new))
                .awaitReady();
    }

    /// Starts a contestant as [#start] does, with options of Java and of no other kind.
    static ServerProcess startWith(List<String> javaOptions, Contestant contestant) throws InterruptedException {
        return new ServerProcess(contestant, javaOptions, List.of("--host", "127.0.0.1", "--port", "0")).awaitReady();
    }

    private ServerProcess awaitReady() throws InterruptedException {
        firstLineOrEnd.await(START_SECONDS, TimeUnit.SECONDS);
        assertThat(stdout)
                .as("the line that says %s is ready; on stderr: %s", contestant, stderr)
                .isNotEmpty();
        return this;
    }

    /// Starts a contestant with exactly these arguments after its own options, and waits for nothing.
    static ServerProcess launch(Contestant contestant, String... arguments) throws InterruptedException {
        if (contestant.requires() != null) Requirement.of(contestant.requires()).assumeMet();
        return new ServerProcess(contestant, ClassArchive.optionsFor(contestant), List.of(arguments));
    }

    /// The one server of a contestant for all tests that leave nothing behind, with backends; it ends with the test
    /// JVM.
    static ServerProcess shared(Contestant contestant) throws InterruptedException {
        return shared(contestant, Backends.options(Backends.upstreamPort(), Backends.databasePort()));
    }

    /// The one server of that name, which the first who asks for it starts.
    static ServerProcess shared(Contestant contestant, String... options) throws InterruptedException {
        return shared(contestant.id(), contestant, options);
    }

    /// The one server of a contestant for the tests of a class, without backends, which the first of them starts.
    static ServerProcess sharedIn(Class<?> tests, Contestant contestant) throws InterruptedException {
        return shared(keyIn(tests, contestant), contestant);
    }

    /// The one server of a contestant, without backends, for tests that delay each other's requests and leave nothing
    /// behind.
    static ServerProcess sharedAlone(Contestant contestant) throws InterruptedException {
        return shared(contestant.id() + " alone", contestant);
    }

    /// Ends it, if there is one.
    static void endSharedIn(Class<?> tests, Contestant contestant) {
        Slot slot = SHARED.remove(keyIn(tests, contestant));
        if (slot != null && slot.server != null) slot.server.close();
    }

    private static String keyIn(Class<?> tests, Contestant contestant) {
        return contestant.id() + " in " + tests.getSimpleName();
    }

    private static ServerProcess shared(String key, Contestant contestant, String... options)
            throws InterruptedException {
        Slot slot = SHARED.computeIfAbsent(key, _ -> new Slot());
        slot.lock.lock();
        try {
            if (slot.server == null) slot.server = start(contestant, options);
            return slot.server;
        } finally {
            slot.lock.unlock();
        }
    }

    Contestant contestant() {
        return contestant;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return readiness().required("port").asInt();
    }

    JsonNode readiness() {
        return json(stdout.element());
    }

    /// What `GET /stats` says, asked on a connection of its own.
    JsonNode stats() throws IOException {
        try (RawConnection connection = connect()) {
            return json(connection.get("/stats").text());
        }
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port());
    }

    /// A client that will not read, and for which the system keeps little.
    RawConnection connectDeaf() throws IOException {
        return new RawConnection(port(), 16 * 1024);
    }

    void endStandardInput() throws IOException {
        process.getOutputStream().close();
    }

    /// Waits for the process and its output to end; returns its exit status.
    int exitStatus(long seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as("%s ended within %d s", contestant, seconds)
                .isTrue();
        for (Thread reader : readers) reader.join();
        return process.exitValue();
    }

    /// It refuses to start: it ends with status 2, and says why in one line, which names all of these.
    void assertRefuses(String... named) throws InterruptedException {
        assertThat(exitStatus(REFUSAL_SECONDS)).isEqualTo(2);
        assertThat(stdout).isEmpty();
        assertThat(stderr).hasSize(1);
        assertThat(stderr.element()).contains(named);
    }

    List<String> stdout() {
        return List.copyOf(stdout);
    }

    List<String> stderr() {
        return List.copyOf(stderr);
    }

    /// Ends the process and those it started, at once.
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(BufferedReader from, Queue<String> into, CountDownLatch firstLineOrEnd) {
        try (from) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                into.add(line);
                firstLineOrEnd.countDown();
            }
        } catch (IOException e) {
            into.add("(reading ended: " + e.getMessage() + ")");
        } finally {
            firstLineOrEnd.countDown();
        }
    }
}

package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How a server process starts, says so, refuses to start, and ends.
@EveryContestant
class LifecycleTest {

    /// Two seconds of grace, and time for the process to go on a busy machine; less than the wait that is cut short.
    private static final long LONGEST_END_SECONDS = 45;

    private static final int PENDING = 1_000;

    private final Contestant contestant;

    LifecycleTest(Contestant contestant) {
        this.contestant = contestant;
    }

    /// Ways to ask a server to end.
    enum Ending {
        STANDARD_INPUT_ENDS,
        SIGTERM;

        void ask(ServerProcess server) throws IOException {
            switch (this) {
                case STANDARD_INPUT_ENDS -> server.endStandardInput();
                case SIGTERM -> server.handle().destroy();
            }
        }
    }

    @Test
    void oneLineSaysThatItIsReady() throws Exception {
        try (ServerProcess server = ServerProcess.start(contestant)) {
            JsonNode ready = server.readiness();
            assertThat(ready.required("ready").asBoolean()).isTrue();
            assertThat(ready.required("contestant").asText()).isEqualTo(contestant.id());
            assertThat(ready.required("pid").asLong()).isEqualTo(server.pid());
            assertThat(ready.required("runtime").asText()).isNotBlank();
            assertThat(ready.required("version").asText()).isNotBlank();
            assertThat(server.stats().required("requests").asInt()).isEqualTo(1);
            server.endStandardInput();
            assertThat(server.exitStatus(LONGEST_END_SECONDS)).isZero();
            assertThat(server.stdout()).hasSize(1);
            assertThat(server.stderr()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void finishesWhatIsInFlight(Ending ending) throws Exception {
        try (ServerProcess server = ServerProcess.start(contestant);
                RawConnection idle = server.connect();
                RawConnection keptAlive = server.connect();
                RawConnection waiting = server.connect()) {
            assertThat(keptAlive.get("/plaintext").status()).isEqualTo(200);
            waiting.send(Requests.get("/wait/1000"));
            awaitInFlight(server);
            ending.ask(server);
            idle.assertClosed();
            keptAlive.assertClosed();
            assertThat(waiting.answer().assertHeadersOf(contestant).text()).isEqualTo("waited");
            waiting.assertClosed();
            assertThat(server.exitStatus(LONGEST_END_SECONDS)).isZero();
            assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void doesNotWaitForLongForWhatIsInFlight() throws Exception {
        try (ServerProcess server = ServerProcess.start(contestant);
                RawConnection waiting = server.connect()) {
            waiting.send(Requests.get("/wait/60000"));
            awaitInFlight(server);
            Ending.SIGTERM.ask(server);
            assertThat(server.exitStatus(LONGEST_END_SECONDS)).isZero();
            waiting.assertClosed();
        }
    }

    @Test
    void leavesNoProcessBehindWhenKilled() throws Exception {
        assumeTrue(
                ServerProcess.shared(contestant)
                        .handle()
                        .descendants()
                        .findAny()
                        .isPresent(),
                "not tested: it is a single process");
        try (ServerProcess server = ServerProcess.start(contestant)) {
            List<ProcessHandle> started = server.handle().descendants().toList();
            server.handle().destroyForcibly();
            for (ProcessHandle process : started) process.onExit().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            assertThat(started).noneMatch(ProcessHandle::isAlive);
        }
    }

    /// A name that is wrong and a value that is wrong: more of both are tested where options are read.
    @ParameterizedTest
    @CsvSource({"--prot 8080, --port", "--idle-timeout soon, --idle-timeout"})
    void refusesAnOptionWithOneLine(String arguments, String named) throws Exception {
        try (ServerProcess server = ServerProcess.launch(contestant, arguments.split(" "))) {
            server.assertRefuses(named);
        }
    }

    @Test
    void refusesAPortInUseWithOneLine() throws Exception {
        int port = ServerProcess.shared(contestant).port();
        try (ServerProcess server = ServerProcess.launch(contestant, "--port", Integer.toString(port))) {
            server.assertRefuses(Integer.toString(port));
        }
    }

    /// Clients are connected by the kernel while the server is stopped, as many as its backlog takes, and served after.
    @Test
    void aThousandClientsMayWaitToBeAccepted() throws Exception {
        Path limit = Path.of("/proc/sys/net/core/somaxconn");
        assumeTrue(Files.isReadable(limit), "not tested: the system's bound of backlogs is not known");
        // By line, for such a file gives what it holds to its first read alone, and readString begins with one byte.
        assumeTrue(
                Integer.parseInt(Files.readAllLines(limit).getFirst()) >= PENDING,
                "not tested: the system bounds backlogs (net.core.somaxconn) below " + PENDING);
        try (ServerProcess server = ServerProcess.start(contestant)) {
            List<RawConnection> connections = new ArrayList<>();
            signal("STOP", server);
            for (int i = 0; i < PENDING; i++) connections.add(server.connect().send(Requests.get("/plaintext")));
            signal("CONT", server);
            for (RawConnection connection : connections) {
                assertThat(connection.answer().text()).isEqualTo("Hello, World!");
                connection.close();
            }
        }
    }

    private static void signal(String name, ServerProcess server) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        for (long pid : ProcFiles.processes(server)) command.add(Long.toString(pid));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private static void awaitInFlight(ServerProcess server) throws Exception {
        while (server.stats().required("inFlight").required("now").asInt() < 2) Thread.sleep(20);
    }
}

package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.catalogue.OwnContestant;
import threadvsloop.harness.catalogue.OwnContestants;

/// Own servers that start, stop and misbehave in all manners, as real processes under their guard. No other test runs
/// meanwhile: orphans of other tests' processes would be taken for those of a server that is started here.
@Isolated
class OwnServerProcessTest {

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void copyServer() throws Exception {
        log = folder.resolve("log");
        Files.copy(Project.find().root().resolve("bench/examples/server.py"), folder.resolve("server.py"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "QUIT", "HUP"})
    void itGetsItsSignal(String signal) throws Exception {
        ServerProcess server = start("""
                trap 'echo got %1$s; exit 0' %1$s
                python3 server.py {host} {port} &
                while :; do sleep 0.05; done""".formatted(signal), "stop: " + signal);
        server.close();
        assertThat(log).content().contains("got " + signal);
        assertThat(server.waitFor()).isZero();
    }

    @Test
    void whateverItStartedIsKilledAndItsFolderRemoved() throws Exception {
        ServerProcess server = start("""
                trap '' TERM
                sleep 1000 & echo $! >> pids
                setsid sh -c 'sleep 1001 & echo $! >> pids'
                echo $$ >> pids
                echo '{temp-dir}' > folder
                touch '{temp-dir}/file'
                exec python3 server.py {host} {port}""", "");
        List<Long> pids = pids(3);
        Path temp = Path.of(Files.readString(folder.resolve("folder")).strip());
        assertThat(temp).isDirectoryContaining("glob:**/file");
        assertThat(server.ready().pid()).isEqualTo(pids.getLast());
        assertThat(server.tree()).contains(pids.getFirst(), pids.getLast());
        server.close();
        assertThat(temp).doesNotExist();
        assertEnd(pids);
    }

    @Test
    void anEndByItselfIsSeenAndLeavesNothing() throws Exception {
        ServerProcess server = start("sleep 1000 & echo $! >> pids; exec python3 server.py {host} {port}", "");
        new ProcessBuilder("kill", "-KILL", Long.toString(server.ready().pid()))
                .start()
                .waitFor();
        assertThat(server.waitFor()).isEqualTo(128 + 9);
        assertThat(server.isAlive()).isFalse();
        server.close();
        assertEnd(pids(1));
    }

    /// It leaves parent, group and session, and keeps nothing of its environment.
    private static final String DAEMON = """
            import os, sys
            if os.fork(): os._exit(0)
            os.setsid()
            if os.fork(): os._exit(0)
            open('pids', 'a').write('%d\\n' % os.getpid())
            os.execve(sys.executable, [sys.executable, 'server.py', sys.argv[1], sys.argv[2]], {})
            """;

    @Test
    void aDaemonIsFoundMeasuredAndEnded() throws Exception {
        Files.writeString(folder.resolve("daemon.py"), DAEMON);
        ServerProcess server = start("exec python3 daemon.py {host} {port}", "ready: /hello");
        long daemon = pids(1).getFirst();
        assertThat(server.isDaemon()).isTrue();
        assertThat(server.isAlive()).isTrue();
        assertThat(server.ready().pid()).isEqualTo(daemon);
        assertThat(server.tree()).containsExactly(daemon);
        server.close();
        assertThat(ProcessTable.of(daemon)).as("not even a zombie").isEmpty();
        assertThat(server.isAlive()).isFalse();
        assertThat(server.waitFor()).isZero();
    }

    @Test
    void aDaemonThatIgnoresItsSignalIsKilledWithItsChildren() throws Exception {
        Files.writeString(
                folder.resolve("daemon.py"),
                "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                        + DAEMON.replace(
                                "os.execve",
                                "c = os.fork()\nif c == 0: os.setsid(); os.execve('/bin/sleep', ['sleep', '1000'], {})\n"
                                        + "open('pids', 'a').write('%d\\n' % c)\nos.execve"));
        ServerProcess server = start("exec python3 daemon.py {host} {port}", "ready: /hello");
        List<Long> pids = pids(2);
        assertThat(server.tree()).containsExactlyInAnyOrder(pids.toArray(Long[]::new));
        server.close();
        assertEnd(pids);
    }

    @Test
    void oneThatEndsWithoutAServerIsToldOfTheForeground() {
        assertThatThrownBy(() -> start("exit 0 # {port}", ""))
                .hasMessageContaining("exit code 0, and left no process behind: if it makes itself a daemon, tell it to"
                        + " stay in the foreground (nginx: daemon off;)");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # script                                | field              | reason
            echo no port >&2; exit 3                |                    | the server ended before it was ready with exit code 3; its log ends: no port
            echo said on stdout; exit 0             |                    | (nginx: daemon off;); its log ends: said on stdout
            exec no-such-command                    |                    | no-such-command: not found
            echo here; exec sleep 1000              | ready-within: 600ms| the server was not ready within 0.6 s: nothing accepts connections on 127.0.0.1 port
            exec python3 server.py {host} {port}    | {ready: /nothing, ready-within: 3s} | GET /nothing was answered "HTTP/1.1 404 Not Found" instead of status 200
            """)
    void oneThatNeverGetsReadyIsNamedWithItsReason(String script, String field, String reason) {
        assertThatThrownBy(() -> start(script + " # {port}", field == null ? "" : field))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void itRunsWithItsEnvironmentInItsFolder() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        ServerProcess server = start(
                "echo \"$WHERE in $(pwd)\"; exec python3 ../server.py {host} {port}",
                "{env: {WHERE: '{host}'}, cwd: sub, ready: /hello}");
        server.close();
        assertThat(log).content().contains("127.0.0.1 in " + folder.resolve("sub"));
    }

    /// @param fields more fields, in either form of YAML
    private ServerProcess start(String script, String fields) throws Exception {
        String more = fields.startsWith("{") ? fields.substring(1, fields.length() - 1) : fields;
        String entry = "- {id: x, command: [sh, -c, %s], endpoints: {}%s}\n"
                .formatted(
                        "\""
                                + script.replace("\\", "\\\\")
                                        .replace("\"", "\\\"")
                                        .replace("\n", "\\n") + "\"",
                        more.isEmpty() ? "" : ", " + more);
        OwnContestant server = OwnContestants.read(Files.writeString(folder.resolve("x.yaml"), entry))
                .getFirst();
        return server.launch(Project.find(), Cpus.ALL, Project.LOOPBACK, 0, List.of())
                .start(new ServerLog(log));
    }

    private List<Long> pids(int count) throws Exception {
        Path file = folder.resolve("pids");
        while (!Files.exists(file) || Files.readAllLines(file).size() < count) {
            Thread.sleep(20);
        }
        return Files.readAllLines(file).stream().map(Long::valueOf).toList();
    }

    /// The guard's last act is under way when its folder is gone.
    private static void assertEnd(List<Long> pids) throws Exception {
        for (long pid : pids) {
            while (ProcessTable.isRunning(pid)) {
                Thread.sleep(20);
            }
        }
    }
}

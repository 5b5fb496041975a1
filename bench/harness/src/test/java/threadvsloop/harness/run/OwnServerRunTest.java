package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.harness.Project;
import threadvsloop.harness.Shell;
import threadvsloop.harness.TinyProject;
import threadvsloop.harness.process.ProcessTable;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

/// The whole command as a process, with servers that are not of this project: nginx and Python of
/// `bench/examples`.
@Execution(ExecutionMode.CONCURRENT)
class OwnServerRunTest {

    private static final Path EXAMPLES = Project.find().root().resolve("bench/examples");
    private static final String OWN = EXAMPLES.resolve("own-servers.yaml").toString();

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(project);
        tiny.write("servers/contestants.yaml", """
                - {id: ours, label: Ours, family: virtual, description: waits, options: [honest], command: %s}
                """.formatted(TinyProject.fakeServer()));
        for (String request : List.of("plaintext", "wait/20")) {
            String id = request.replace("/20", "");
            tiny.write("bench/scenarios/" + id + ".yaml", """
                    id: %s
                    title: Tiny
                    question: Does it work?
                    mode: open-poisson
                    request: GET /%s
                    warmup: 100ms
                    measurement: 700ms
                    points:
                      - {connections: 10, rate-per-connection: 10}
                    """.formatted(id, request));
        }
        tiny.write("bench/profiles.yaml", """
                - id: tiny
                  description: tiny
                  contestants: [ours]
                  blocks: 1
                  scenarios: [{id: plaintext}, {id: wait}]
                """);
    }

    @Test
    void measuresNginxAndPythonBesideOursAndSaysWhatIsLeftOut() throws Exception {
        assumeTrue(
                !Shell.output(List.of("sh", "-c", "PATH=$PATH:/usr/sbin; command -v nginx"))
                        .isEmpty(),
                "nginx is not installed: .ci/run installs it");
        Path run = project.resolve("run");
        Process tvl = tiny.start("run", "tiny", "--contestants-file", OWN, "--out", run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();

        List<Trial> trials = RunDirectory.open(run).trials().readable();
        assertThat(trials.stream().map(trial -> trial.scenario() + " " + trial.contestant()))
                .containsExactlyInAnyOrder(
                        "plaintext ours", "plaintext nginx", "plaintext python", "wait ours", "wait python");
        for (Trial trial : trials.stream()
                .filter(trial -> !trial.contestant().equals("ours"))
                .toList()) {
            assertMeasured(trial);
        }
        Trial waiting = trials.stream()
                .filter(trial -> trial.path().contains("wait/python"))
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(waiting.load()).serviceNs().p50()).isGreaterThan(19_900_000L);

        String leftOut = "nginx is left out of scenario wait: it has nothing for GET /wait/20";
        Run document = RunDirectory.open(run).readRun();
        assertThat(document.warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith(leftOut));
        assertThat(document.warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("own servers (nginx, python) are not held to"));
        assertThat(tiny.output()).contains(leftOut);
        assertThat(run.resolve("report.html")).content().contains(leftOut, "nginx (own)", "Python http.server (own)");
        assertThat(run.resolve("summary.md")).content().contains("| nginx (own) | left out |");
        assertAnotherEntryAtResumeIsAWarning(run);
    }

    private static void assertMeasured(Trial trial) {
        assertThat(Objects.requireNonNull(trial.load()).requests()).isPositive();
        assertThat(trial.load().outcomes()).containsOnlyKeys("answered-2xx");
        assertThat(Objects.requireNonNull(trial.resources()).pssKiB().mean()).isPositive();
        assertThat(trial.serverStats()).isEmpty();
        Trial.ServerIdentity server = Objects.requireNonNull(trial.server());
        assertThat(server.runtime()).isEqualTo("own server");
        assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void anInterruptedRunIsFinishedWithoutTheUsersFile() throws Exception {
        Path file = Files.copy(EXAMPLES.resolve("own-servers.yaml"), project.resolve("mine.yaml"));
        Files.copy(EXAMPLES.resolve("server.py"), project.resolve("server.py"));
        Path run = project.resolve("run");
        Process tvl = tiny.start(
                "run",
                "tiny",
                "--contestants-file",
                file.toString(),
                "--contestants",
                "python",
                "--scenarios",
                "plaintext",
                "--blocks",
                "2",
                "--out",
                run.toString());
        tiny.awaitTrial(tvl, run);
        List<ProcessHandle> servers = servers(tvl, "server.py");
        new ProcessBuilder("kill", "-INT", Long.toString(tvl.pid())).start().waitFor();
        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(130);
        awaitEnd(servers);

        Files.delete(file);
        Process again = tiny.start("resume", "--no-report", run.toString());
        assertThat(again.waitFor()).as(tiny.output()).isZero();
        assertThat(RunDirectory.open(run).trials().readable().stream().filter(trial -> trial.block() <= 2))
                .hasSize(2);
    }

    private void assertAnotherEntryAtResumeIsAWarning(Path run) throws Exception {
        Path file = Files.writeString(project.resolve("mine.yaml"), """
                - {id: python, command: [sh, "{port}"], endpoints: {}}
                - {id: late, command: [sh, "{port}"], endpoints: {}}
                """);
        Process again = tiny.start("resume", "--no-report", run.toString(), "--contestants-file", file.toString());
        assertThat(again.waitFor()).as(tiny.output()).isZero();
        assertThat(tiny.output()).contains("late is no own server of this run and is ignored");
        assertThat(RunDirectory.open(run).readRun().warnings())
                .anySatisfy(warning ->
                        assertThat(warning).startsWith("resumed with another entry of own servers (python)"));
        assertThat(run.resolve("own-servers.yaml"))
                .content()
                .doesNotContain("late")
                .contains("{port}");
    }

    /// The server ignores its signal, and a child of it has left its session.
    @Test
    void aKilledHarnessLeavesNothingBehind() throws Exception {
        Files.copy(EXAMPLES.resolve("server.py"), project.resolve("server.py"));
        Path file = Files.writeString(project.resolve("mine.yaml"), """
                - id: stubborn
                  command:
                    - sh
                    - -c
                    - |
                      trap '' TERM
                      setsid sh -c 'sleep 1000 & echo $! > daemon'
                      exec python3 server.py {host} {port}
                  endpoints: {/plaintext: /hello}
                """);
        Process tvl = tiny.start(
                "run",
                "tiny",
                "--contestants-file",
                file.toString(),
                "--contestants",
                "stubborn",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        List<ProcessHandle> left = new ArrayList<>(servers(tvl, "server.py"));
        ProcessHandle.of(Long.parseLong(
                        Files.readString(project.resolve("daemon")).strip()))
                .ifPresent(left::add);
        assertThat(left).hasSizeGreaterThan(1);
        tvl.destroyForcibly().waitFor();
        awaitEnd(left);
    }

    /// It leaves its parent and its session, and overwrites its environment.
    @Test
    void nginxThatMakesItselfADaemonIsMeasuredAndEnds() throws Exception {
        Path run = project.resolve("run");
        Process tvl = tiny.start(
                "run",
                "tiny",
                "--contestants-file",
                nginxDaemon().toString(),
                "--contestants",
                "daemon",
                "--no-report",
                "--out",
                run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        Trial trial = RunDirectory.open(run).trials().readable().getFirst();
        assertMeasured(trial);
        Resources used = Objects.requireNonNull(trial.resources());
        assertThat(used.threads().min()).as("master and worker").isEqualTo(2);
        assertThat(used.cpuNsPerRequest()).isPositive();
        assertThat(trial.validity().findings())
                .anySatisfy(finding -> assertThat(finding).contains("made itself a daemon", "foreground"));
        assertThat(nginx()).isEmpty();
    }

    @Test
    void aKilledHarnessLeavesNoDaemonBehind() throws Exception {
        Process tvl = tiny.start(
                "run",
                "tiny",
                "--contestants-file",
                nginxDaemon().toString(),
                "--contestants",
                "daemon",
                "--blocks",
                "9",
                "--out",
                project.resolve("run").toString());
        tiny.awaitTrial(tvl, project.resolve("run"));
        while (nginx().size() < 2) {
            assertThat(tvl.isAlive()).as(tiny.output()).isTrue();
            Thread.sleep(10);
        }
        // By now its processes are noted: readiness is looked for every 20 ms.
        Thread.sleep(300);
        tvl.destroyForcibly().waitFor();
        while (!nginx().isEmpty()) {
            Thread.sleep(20);
        }
    }

    private Path nginxDaemon() throws IOException {
        assumeTrue(
                !Shell.output(List.of("sh", "-c", "PATH=$PATH:/usr/sbin; command -v nginx"))
                        .isEmpty(),
                "nginx is not installed: .ci/run installs it");
        String configuration = Files.readString(EXAMPLES.resolve("nginx.conf"));
        Files.writeString(project.resolve("nginx.conf"), configuration.replace("daemon off;", ""));
        return Files.writeString(project.resolve("daemon.yaml"), """
                - id: daemon
                  command:
                    - sh
                    - -c
                    - |
                      PATH=$PATH:/usr/sbin
                      sed 's/LISTEN/{host}:{port}/' nginx.conf > filled.conf
                      exec nginx -e stderr -p '{file-dir}' -c filled.conf
                  stop: QUIT
                  endpoints: {/plaintext: /hello.txt}
                """);
    }

    /// Master and workers: the master's title has the folder, which is this test's own.
    private List<Long> nginx() {
        List<ProcessTable.Entry> all = ProcessTable.read().entries();
        List<Long> masters = all.stream()
                .filter(one -> title(one.pid()).contains(project.toString())
                        && title(one.pid()).startsWith("nginx: "))
                .map(ProcessTable.Entry::pid)
                .toList();
        return all.stream()
                .filter(one -> masters.contains(one.pid()) || masters.contains(one.parent()))
                .map(ProcessTable.Entry::pid)
                .toList();
    }

    private static String title(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }

    @Test
    void serveRunsOneUntilTheEndOfInput() throws Exception {
        Process tvl = tiny.spawn(new ProcessBuilder(tiny.command("serve", "python", "--contestants-file", OWN))
                .redirectError(project.resolve("output").toFile()));
        BufferedReader lines = tvl.inputReader();
        String ready = lines.readLine();
        assertThat(ready).as(tiny.output()).contains("\"contestant\":\"python\"");
        String port = ready.replaceFirst(".*\"port\":(\\d+).*", "$1");
        List<ProcessHandle> servers = servers(tvl, "server.py");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest hello = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hello"))
                    .build();
            assertThat(client.send(hello, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("Hello, World!");
        }
        tvl.getOutputStream().close();
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        awaitEnd(servers);
    }

    @Test
    void serveSaysInOneLineWhyAServerDoesNotGetReady() throws Exception {
        Path file = Files.writeString(project.resolve("mine.yaml"), """
                - {id: mute, command: [sleep, "1000.{port}"], ready-within: 500ms, endpoints: {}}
                """);
        Process tvl = tiny.start("serve", "mute", "--contestants-file", file.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(3);
        assertThat(tiny.output().strip())
                .matches("tvl: the server was not ready within 0\\.5 s: nothing accepts connections on 127\\.0\\.0\\.1"
                        + " port \\d+; make the server listen on \\{port}");
    }

    /// The present server, once the guard and the shell before it have become it.
    private List<ProcessHandle> servers(Process tvl, String word) throws Exception {
        while (true) {
            List<ProcessHandle> servers = tvl.descendants()
                    .filter(process -> {
                        String line = process.info().commandLine().orElse("");
                        return line.contains(word) && !line.contains("setsid");
                    })
                    .toList();
            if (!servers.isEmpty()) {
                return servers;
            }
            assertThat(tvl.isAlive()).as(tiny.output()).isTrue();
            Thread.sleep(10);
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            while (process.isAlive()) {
                Thread.sleep(20);
            }
        }
    }
}

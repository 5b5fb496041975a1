package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

/// A small project in a folder of its own, and `tvl` in it as processes, all of which end with [#close].
/// Used by one test's thread.
public final class TinyProject implements AutoCloseable {

    /// A process of a test lives some seconds, in which optimising its code does not pay.
    private static final List<String> SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path root;
    private final List<Process> started = new ArrayList<>();

    /// @param root an empty folder
    public TinyProject(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("servers"));
        Files.createDirectories(root.resolve("bench/scenarios"));
        Files.createDirectories(root.resolve("bench/claims"));
    }

    /// The command of a [FakeServer], as `contestants.yaml` has it.
    public static String fakeServer() {
        String options = SHORT_LIFE.stream().map(option -> '"' + option + '"').collect(Collectors.joining(", "));
        return "[\"{java}\", %s, \"-cp\", \"%s\", \"threadvsloop.harness.FakeServer\"]"
                .formatted(options, System.getProperty("java.class.path"));
    }

    /// @param file within the project
    public void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    /// Two servers that are alike, and the claim that they are: profile `claims` decides it, profile `tiny` measures
    /// both.
    ///
    /// @param measurement its length, as scenarios write it
    public void writeClaim(String measurement) throws IOException {
        write("servers/contestants.yaml", """
                - {id: one, label: One, family: virtual, description: waits, command: %1$s, options: [honest]}
                - {id: two, label: Two, family: virtual, description: waits, command: %1$s, options: [honest]}
                """.formatted(fakeServer()));
        write("bench/scenarios/tiny.yaml", """
                id: tiny
                title: Tiny
                question: Does it work?
                mode: open-poisson
                warmup: 100ms
                measurement: %s
                points: [{id: short, connections: 20, rate: 100, request: GET /wait/20}]
                """.formatted(measurement));
        write("bench/claims/C01.yaml", """
                id: C01
                title: Same
                statement: Two is as fast as one.
                source: arithmetic
                supported-if: it is
                refuted-if: it is not
                parts:
                  - {id: same, says: The same., metric: p50, of: one @ tiny/short, to: two @ tiny/short, is: within 10%}
                """);
        write("bench/profiles.yaml", """
                - {id: claims, description: decides, claims: [C01], blocks: 1}
                - {id: tiny, description: looks, contestants: [one, two], scenarios: [{id: tiny}], blocks: 1}
                """);
    }

    public Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    /// Its output and messages go to [#output].
    public Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("output").toFile());
        builder.environment().putAll(environment);
        return spawn(builder);
    }

    /// Any other process, which ends as all do. Signals have their usual effect on it, though a build that runs in the
    /// background may have been started with some ignored, which processes inherit.
    public Process spawn(ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,QUIT,TERM"));
        command.addAll(builder.command());
        builder.command(command);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Project.java());
        command.addAll(SHORT_LIFE);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dtvl.root=" + root,
                "-Dtvl.rehearsed=0.05",
                "-cp",
                System.getProperty("java.class.path"),
                "threadvsloop.harness.cli.Tvl"));
        command.addAll(List.of(arguments));
        return command;
    }

    /// What the last `tvl` that was started has said so far.
    public String output() throws IOException {
        return Files.readString(root.resolve("output"));
    }

    /// The present server: for a moment between two trials there is none.
    public List<ProcessHandle> awaitServers(Process tvl) throws Exception {
        while (true) {
            List<ProcessHandle> servers =
                    tvl.descendants().filter(TinyProject::isFakeServer).toList();
            if (!servers.isEmpty()) {
                return servers;
            }
            assertThat(tvl.isAlive()).as(output()).isTrue();
            Thread.sleep(10);
        }
    }

    /// The first trial that is on disk.
    public Trial awaitTrial(Process tvl, Path run) throws Exception {
        while (true) {
            if (Files.exists(run.resolve("run.json"))) {
                List<Trial> trials = RunDirectory.open(run).trials().readable();
                if (!trials.isEmpty()) {
                    return trials.getFirst();
                }
            }
            assertThat(tvl.isAlive()).as(output()).isTrue();
            Thread.sleep(10);
        }
    }

    public static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /// Read whole, since Java's own reading of a command line ends after 4 KiB, within the class path.
    private static boolean isFakeServer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(FakeServer.class.getName());
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}

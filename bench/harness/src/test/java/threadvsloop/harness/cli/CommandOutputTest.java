package threadvsloop.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.FakeServer;
import threadvsloop.harness.TinyProject;

/// What each command prints arrives whole in a pipe, to its last character, and a result that cannot be written is no
/// success. Commands run in other processes, some in one of their own: in the test's own process nothing shows whether
/// output was flushed.
class CommandOutputTest {

    /// What `doctor` says of this machine is no matter here.
    private static final int ANY = -1;

    /// Arguments, where RUN is a run directory and URL a server's; what the output must end with; exit code.
    record Command(String arguments, String lastLine, int exit) {
        @Override
        public String toString() {
            return arguments;
        }
    }

    static final List<Command> COMMANDS = List.of(
            new Command("--version", "Thread vs Loop .*", 0),
            new Command("--help", " +calibrate .*(\\R {10,}.*)*", 0),
            new Command("list contestants", "two .*", 0),
            new Command("list scenarios", "tiny .*", 0),
            new Command("list profiles", "tiny .*", 0),
            new Command("list claims", "C01 .*", 0),
            new Command("explain C01", "Test it with: scripts/tvl run claims --claims C01", 0),
            new Command("plan tiny", "Time: .*", 0),
            new Command("doctor", ".*\\S.*", ANY),
            new Command("resume RUN --no-report", "No report; write it with: scripts/tvl report .*", 0),
            new Command("report RUN", "Report: .*/report.html", 0),
            new Command("compare RUN RUN", "C01 +Inconclusive +Inconclusive *", 0),
            new Command("verify RUN", "1 claims?, \\d+ trials: .*", 0),
            new Command("load URL --closed -c 2 -d 1s --warmup 100ms", ".*\\S.*", 0),
            new Command("load URL --closed -c 2 -d 1s --warmup 100ms --json", "}", 0),
            new Command("calibrate --help", ".*\\S.*", 0));

    @TempDir
    private static Path project;

    private static TinyProject tiny;
    private static SharedTvl shared;
    private static HttpServer server;

    @BeforeAll
    static void measure() throws Exception {
        tiny = new TinyProject(project);
        tiny.writeClaim("500ms");
        Result run = pipe(new Command("run claims --out RUN", "", 0));
        assertThat(run.exit).as(run.errors).isZero();
        assertThat(run.out.strip()).matches("(?s).*\\RReport: .*/report.html");
        shared = new SharedTvl(tiny);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            FakeServer.sleep(10);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop(0);
        }
        tiny.close();
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void arrivesWholeInAPipe(Command command) throws Exception {
        Path pipe = project.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> content(pipe));
        Path errors = Files.createTempFile(project, "errors", "");
        int exit = shared.run(pipe, errors, arguments(command));
        Result result = new Result(exit, out.join(), Files.readString(errors));
        Files.delete(pipe);

        assertThat(command.exit).as(result.errors).isIn(ANY, result.exit);
        assertThat(result.out).isNotBlank().endsWith("\n");
        assertThat(result.out.stripTrailing()).matches("(?s)(.*\\R)?" + command.lastLine);
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aFullDiskIsNoticed(Command command) throws Exception {
        Path errors = Files.createTempFile(project, "errors", "");
        int exit = shared.run(Path.of("/dev/full"), errors, arguments(command));
        Result result = new Result(exit, "", Files.readString(errors));

        assertThat(result.exit).as(result.errors).isNotZero();
        assertThat(result.errors)
                .contains("tvl: the result could not be written to standard output")
                .contains("No space left on device")
                .doesNotContain("\tat ");
    }

    /// A server that nobody can be told of ends.
    @Test
    void theReadyLineOfServeIsNoticed() throws Exception {
        Result heard = pipe(new Command("serve one", "", 0));
        Result full = shell("exec \"$@\" > /dev/full", new Command("serve one", "", 0));

        assertThat(heard.exit).as(heard.errors).isZero();
        assertThat(heard.out).startsWith("{\"ready\":true").endsWith("}\n");
        assertThat(full.exit).isNotZero();
        assertThat(full.errors).contains("tvl: the result could not be written to standard output");
    }

    @Test
    void theResultOfARunIsNoticed() throws Exception {
        Path run = project.resolve("unheard");

        Result full = shell("exec \"$@\" > /dev/full", new Command("run tiny --contestants one --out " + run, "", 0));

        assertThat(full.exit).as(full.errors).isEqualTo(ExitCode.INTERNAL);
        assertThat(full.errors).contains("tvl: the result could not be written to standard output");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list contestants", "compare RUN RUN", "load URL --closed -c 2 -d 1s --warmup 100ms --json"})
    void aReaderThatHasGoneIsNoticed(String arguments) throws Exception {
        // The reader ends at once; the command begins when it has, and its exit code is the last line on standard
        // error.
        Path gone = Files.createTempFile(project, "gone", "");
        Files.delete(gone);
        Result result = shell(
                "{ while [ ! -e '%1$s' ]; do sleep 0.01; done; \"$@\"; echo \"exit $?\" >&2; } | { exec <&-; : > '%1$s'; }"
                        .formatted(gone),
                new Command(arguments, "", 0));

        assertThat(result.errors.strip())
                .contains("tvl: the result could not be written to standard output")
                .doesNotEndWith("exit 0");
    }

    /// More than any buffer holds, and characters that one byte does not.
    @Test
    void longResultsArriveWholeAndInUtf8WhateverTheLocale() throws Exception {
        Path many = project.resolve("many.yaml");
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            servers.append(
                    "- {id: s%04d, label: S%d, family: loop, description: Größe 比較, command: [x, '{port}'], endpoints: {/plaintext: /}}%n"
                            .formatted(i, i));
        }
        Files.writeString(many, servers);

        Result result =
                shell("LC_ALL=C LANG=C exec \"$@\"", new Command("list contestants --contestants-file " + many, "", 0));

        assertThat(result.exit).as(result.errors).isZero();
        assertThat(result.out.lines()).hasSizeGreaterThanOrEqualTo(2_000);
        assertThat(result.out).contains("s0000", "s1999").contains("Größe 比較");
    }

    private record Result(int exit, String out, String errors) {}

    private static Result pipe(Command command) throws Exception {
        return shell("exec \"$@\"", command);
    }

    /// Runs a script whose parameters are the command line of `tvl`.
    private static Result shell(String script, Command command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        line.addAll(tiny.command(arguments(command).toArray(String[]::new)));
        Path errors = Files.createTempFile(project, "errors", "");
        Process process = tiny.spawn(new ProcessBuilder(line).redirectError(errors.toFile()));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(errors));
    }

    private static List<String> arguments(Command command) {
        return Stream.of(command.arguments.split(" "))
                .map(argument -> switch (argument) {
                    case "RUN" -> project.resolve("run").toString();
                    case "URL" -> "http://127.0.0.1:" + server.getAddress().getPort() + "/";
                    default -> argument;
                })
                .toList();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

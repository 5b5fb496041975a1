package threadvsloop.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.harness.Project;
import threadvsloop.harness.TinyProject;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

/// `tvl serve` as the first check of an own server, and what `tvl run` makes of one that is not as it should be.
@Execution(ExecutionMode.CONCURRENT)
class EndpointCheckTest {

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(project);
        tiny.write("servers/contestants.yaml", """
                - {id: first, label: First, family: virtual, description: x, options: [honest], command: %1$s}
                - {id: second, label: Second, family: virtual, description: x, options: [honest], command: %1$s}
                """.formatted(TinyProject.fakeServer()));
        for (String request : List.of("plaintext", "wait/800", "json")) {
            String id = request.replace("/800", "");
            tiny.write("bench/scenarios/" + id + ".yaml", """
                    id: %s
                    title: Tiny
                    question: Does it work?
                    mode: open-constant
                    request: GET /%s
                    warmup: 200ms
                    measurement: 700ms
                    points:
                      - {connections: 4, rate: 40}
                    """.formatted(id, request));
        }
        tiny.write("bench/profiles.yaml", """
                - {id: tiny, description: tiny, contestants: [first, second], blocks: 1, scenarios: [{id: plaintext}]}
                """);
        Path server = Project.find().root().resolve("bench/examples/server.py");
        Files.copy(server, project.resolve("server.py"));
        Files.writeString(
                project.resolve("closing.py"),
                Files.readString(server).replace("protocol_version = \"HTTP/1.1\"", "protocol_version = \"HTTP/1.0\""));
    }

    @Test
    void serveSaysWhatEachEndpointAnswers() throws Exception {
        String said = served("server.py", "{/plaintext: /hello, \"/wait/{ms}\": \"/sleep?ms={ms}\", /json: /none}");
        assertThat(said)
                .containsPattern("GET /hello \\(for GET /plaintext\\): status 200, 13 bytes, after [0-9.]+ ms, fine")
                .containsPattern(
                        "GET /sleep\\?ms=800 \\(for GET /wait/800\\): status 200, 5 bytes, after [0-9.]+ ms, fine")
                .containsPattern("GET /none \\(for GET /json\\): status 404, 9 bytes, .*NOT the 2xx")
                .contains("it can take part in: json, plaintext, wait", "serving until Ctrl-C");
    }

    @Test
    void serveTellsAServerThatClosesOrDoesNotWait() throws Exception {
        String said = served("closing.py", "{/plaintext: /hello, \"/wait/{ms}\": /hello}");
        assertThat(said)
                .containsPattern("GET /hello \\(for GET /plaintext\\): status 200, .*CLOSES its connection")
                .containsPattern("GET /hello \\(for GET /wait/800\\): .*TOO EARLY, it is to wait 800 ms")
                .contains("it can take part in: plaintext, wait");
    }

    @Test
    void aRunSaysThatAServerClosesItsConnections() throws Exception {
        Path run = project.resolve("run");
        Path file = write("closing.py", "{/plaintext: /hello}");
        Process tvl = tiny.start(
                "run", "tiny", "--contestants-file", file.toString(), "--no-report", "--out", run.toString());
        assertThat(tvl.waitFor()).as(tiny.output()).isZero();
        List<Trial> trials = RunDirectory.open(run).trials().readable();
        // The file alone: what it names, and the baseline.
        assertThat(trials).extracting(Trial::contestant).containsExactlyInAnyOrder("first", "mine");
        assertThat(tiny.output())
                .contains("it names is run beside the baseline: first, mine. Left out: second; name all that you want"
                        + " with --contestants first,mine,second");
        Trial mine = trials.stream()
                .filter(trial -> trial.contestant().equals("mine"))
                .findFirst()
                .orElseThrow();
        assertThat(mine.validity().findings())
                .as(mine.toString())
                .anySatisfy(finding -> assertThat(finding).contains("closed its connection after", "keep-alive"));
        assertThat(trials)
                .filteredOn(trial -> !trial.contestant().equals(mine.contestant()))
                .singleElement()
                .satisfies(trial ->
                        assertThat(trial.validity().findings().toString()).doesNotContain("keep-alive"));
    }

    private String served(String script, String endpoints) throws Exception {
        Path said = project.resolve("said");
        Process tvl = tiny.spawn(new ProcessBuilder(tiny.command(
                        "serve",
                        "mine",
                        "--contestants-file",
                        write(script, endpoints).toString()))
                .redirectError(said.toFile()));
        assertThat(tvl.inputReader().readLine()).as(Files.readString(said)).contains("\"contestant\":\"mine\"");
        Matcher end = Pattern.compile("serving until").matcher("");
        while (!end.reset(Files.readString(said)).find()) {
            assertThat(tvl.isAlive()).as(Files.readString(said)).isTrue();
            Thread.sleep(20);
        }
        tvl.getOutputStream().close();
        assertThat(tvl.waitFor()).isZero();
        return Files.readString(said);
    }

    private Path write(String script, String endpoints) throws IOException {
        return Files.writeString(project.resolve("mine.yaml"), """
                - {id: mine, command: [python3, %s, "{host}", "{port}"], endpoints: %s}
                """.formatted(script, endpoints));
    }
}

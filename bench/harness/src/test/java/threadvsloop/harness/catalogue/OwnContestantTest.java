package threadvsloop.harness.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;

/// What a user writes of an own server, and what is said when it is wrong.
class OwnContestantTest {

    private static final String GOOD = """
            - id: mine
              label: Mine
              family: loop
              description: my own
              command: [sh, -c, "exec serve '{port}' ${HOME} ${port}"]
              env: {LISTEN: "{host}:{port}"}
              cwd: "{file-dir}"
              stop: INT
              ready: /health
              ready-within: 1500ms
              endpoints:
                /plaintext: /hello.txt
                /wait/{ms}: /sleep?ms={ms}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsAnEntryAndKeepsItInARunDirectory() throws IOException {
        OwnContestant mine = read(GOOD).getFirst();
        assertThat(mine.fileDir()).isEqualTo(folder.toString());
        assertThat(mine.toRun()).isEqualTo(new Run.Contestant("mine", "Mine (own)", "loop", "my own"));
        Path run = Files.createDirectory(folder.resolve("run"));
        OwnContestants.record(List.of(mine), run);
        assertThat(OwnContestants.read(run.resolve("own-servers.yaml"))).containsExactly(mine);
    }

    @Test
    void whatNeedNotBeSaidHasDefaults() throws IOException {
        OwnContestant least =
                read("- {id: least, command: [sh, '{port}'], endpoints: {}}").getFirst();
        assertThat(least.label()).isEqualTo("least");
        assertThat(least.family()).isEqualTo("unknown");
        assertThat(least.stop()).isEqualTo("TERM");
        assertThat(least.readyWithin()).hasSeconds(30);
        assertThat(least.unavailable(new Project(folder))).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # in the good entry  | put                  | and be told
            id: mine             | x: mine              | field "id" is missing
            command: [           | comand: [            | field "command" is missing: a list of words
            endpoints:           | endpoint:            | field "endpoints" is missing
            id: mine             | id: my/own           | the id "my/own" cannot name a folder
            label: Mine          | lable: Mine          | unknown field "lable": did you mean "label"?
            family: loop         | family: lop          | unknown family "lop": did you mean "loop"?
            stop: INT            | stop: SIGINT         | unknown stop signal "SIGINT"
            '{port}'             | '{prot}'             | unknown placeholder "prot": did you mean "port"?
            -dir}"               | -dirs}"              | unknown placeholder "file-dirs": did you mean "file-dir"?
            ready: /health       | ready: health         | "ready" is "health": it is a path
            ready-within: 1500ms | ready-within: 5       | "5" is not a duration
            [sh, -c,             | [sh, ~, -c,           | has nothing after a dash or colon
            "{host}:{port}"}     | }                     | has nothing after a dash or colon
            [sh, -c,             | [] #                  | has an empty command
            command: [sh, -c,    | command: sh #         | field "command" must be a list
            - id: mine           | id: mine              | must be a list
            /plaintext: /hello   | plaintext: /hello     | "plaintext" in endpoints is not a path
            /plaintext: /hello   | GET /plaintext: /hello| "GET /plaintext" in endpoints is not a path
            /hello.txt           | hello.txt             | "hello.txt" in endpoints is not a path
            /hello.txt           | ''                    | "" in endpoints is not a path
            ms={ms}              | ms={n}                | says {n}, which its endpoint "/wait/{ms}" has not
            """)
    void saysWhatIsWrongAndWhatToDo(String good, String bad, String message) {
        String wrong = GOOD.replace(good, bad);
        assertThat(wrong).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("mine.yaml")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void anEntryThatIsEmptyIsSaid() {
        assertThatThrownBy(() -> read(GOOD + "-\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there is a dash with nothing after it");
    }

    @Test
    void itMustBeToldItsPort() {
        assertThatThrownBy(() -> read("- {id: x, command: [sh, '${port}'], endpoints: {}}"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("own server x is never told its port: put {port} into \"command\" or \"env\"");
    }

    @Test
    void aFileThatIsNotThereAndAnIdThatIsTakenAreNamed() throws IOException {
        assertThatThrownBy(() -> OwnContestants.read(folder.resolve("no.yaml")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no.yaml: there is no such file");
        Catalogue catalogue = Catalogue.read(Project.find());
        Path file = folder.resolve("mine.yaml");
        List<OwnContestant> node = read(GOOD.replace("id: mine", "id: node"));
        assertThatThrownBy(() -> catalogue.with(node, file))
                .hasMessage(file + ": the id \"node\" is taken by a contestant of the project: rename yours");
        List<OwnContestant> mine = read(GOOD);
        assertThatThrownBy(() -> catalogue.with(mine, file).with(mine, file))
                .hasMessageContaining("taken by another own server");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # a scenario asks     | the server is asked
            GET /plaintext        | GET /hello.txt
            GET /wait/100         | GET /sleep?ms=100
            POST /echo            | POST /in
            GET /upstream/3/20    | GET /calls/20x3
            GET /upstream/3/20?parallel | GET /all/20/3
            GET /bytes/1          | GET /one.bin
            GET /bytes/2          | GET /bytes.bin?n=2
            GET /plaintextual     |
            GET /wait/100/200     |
            GET /wait/100?x       |
            GET /json             |
            """)
    void requestsAreTranslated(String request, String expected) throws IOException {
        OwnContestant server = read("""
                - id: x
                  command: [x, "{port}"]
                  endpoints:
                    /plaintext: /hello.txt
                    /wait/{ms}: /sleep?ms={ms}
                    /echo: /in
                    /upstream/{calls}/{ms}: /calls/{ms}x{calls}
                    /upstream/{calls}/{ms}?parallel: /all/{ms}/{calls}
                    /bytes/1: /one.bin
                    /bytes/{n}: /bytes.bin?n={n}
                """).getFirst();
        assertThat(server.request(request).orElse(null)).isEqualTo(expected);
    }

    @Test
    void scenariosThatItCannotServeAreNamed() throws IOException {
        OwnContestant server = read(GOOD).getFirst();
        assertThat(server.lacks(scenario("GET /wait/5"))).isEmpty();
        assertThat(server.lacks(scenario(""))).as("idle").isEmpty();
        assertThat(server.lacks(scenario("GET /json"))).containsExactly("GET /json");
    }

    @Test
    void aCommandOrFolderThatIsNotThereIsSaid() throws IOException {
        Project project = new Project(folder);
        assertThat(read("- {id: x, command: [no-such-command, '{port}'], endpoints: {}}")
                        .getFirst()
                        .unavailable(project))
                .contains("x is left out: its command \"no-such-command\" is not found on the PATH: install it, or give"
                        + " its path, as in ./no-such-command");
        OwnContestant relative =
                read("- {id: x, command: [./run.sh, '{port}'], endpoints: {}}").getFirst();
        assertThat(relative.unavailable(project))
                .contains("x is left out: its command \"./run.sh\" is not found in " + folder
                        + ": relative paths are looked up in its \"cwd\", which is the folder of its file unless it says"
                        + " otherwise");
        Path script = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n");
        assertThat(relative.unavailable(project))
                .contains("x is left out: its command " + folder.resolve("./run.sh")
                        + " cannot be executed: chmod +x it");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(relative.unavailable(project)).isEmpty();
        assertThat(read("- {id: x, command: [sh, '{port}'], cwd: nowhere, endpoints: {}}")
                        .getFirst()
                        .unavailable(project)
                        .orElseThrow())
                .startsWith("x is left out: its \"cwd\" " + folder.resolve("nowhere") + " is no folder")
                .endsWith("it is looked up in " + folder + ", the folder of its file");
    }

    @Test
    void placeholdersAreFilledInAndThoseOfTheShellAreNot() throws IOException {
        List<String> line = read(GOOD)
                .getFirst()
                .launch(new Project(folder), Cpus.ALL, "127.0.0.1", 8080, List.of())
                .command();
        assertThat(line).containsExactly("sh", "-c", "exec serve '8080' ${HOME} ${port}");
        List<String> told = read("- {id: x, command: [x, '{port}', '{file-dir}', '{upstream}'], endpoints: {}}")
                .getFirst()
                .launch(new Project(folder), Cpus.ALL, "127.0.0.1", 1, List.of("--upstream", "127.0.0.1:9"))
                .command();
        assertThat(told).containsExactly("x", "1", folder.toString(), "127.0.0.1:9");
    }

    private static Run.Scenario scenario(String request) {
        PointSpec point = new PointSpec("p", PointSpec.Mode.CLOSED, 1, 0, request, 1, 0, 1);
        return new Run.Scenario("s", "S", "?", false, List.of(), List.of(point));
    }

    private List<OwnContestant> read(String text) throws IOException {
        return OwnContestants.read(Files.writeString(folder.resolve("mine.yaml"), text));
    }
}

package threadvsloop.conformance;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the servers on Node.js make of their command line, which they read themselves; that of the Java servers is
/// tested in servers/endpoints.
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("threadvsloop.conformance.Catalogue#onNode")
@Execution(ExecutionMode.CONCURRENT)
class NodeOptionsTest {

    private final Contestant contestant;

    NodeOptionsTest(Contestant contestant) {
        this.contestant = contestant;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what is given             | what the line must name
                "--port seventy              | --port",
                "--port -1                   | --port",
                "--port 65536                | --port",
                "--port                      | --port",
                "--backlog 0                 | --backlog",
                "--idle-timeout 30           | --idle-timeout",
                "--upstream 9000             | --upstream",
                "--database mysql://u@h/n    | --database",
            })
    void refusesAnOptionWithOneLine(String arguments, String named) throws Exception {
        try (ServerProcess server = ServerProcess.launch(contestant, arguments.split(" "))) {
            server.assertRefuses(named);
        }
    }
}

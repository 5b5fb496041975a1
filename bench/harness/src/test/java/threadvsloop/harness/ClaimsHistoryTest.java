package threadvsloop.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that `scripts/claims-history` prints.
class ClaimsHistoryTest {

    private static final Path ROOT = Project.find().root();

    @Test
    void thePageIsWhatTheScriptPrints() throws Exception {
        assumeTrue(
                git("rev-parse", "--is-shallow-repository").equals("false"),
                "the history of claims is not tested: this is no clone, or one without its whole history");
        Process script = new ProcessBuilder(
                        ROOT.resolve("scripts/claims-history").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor()).as(printed).isZero();
        assertThat(ROOT.resolve("docs/claims-history.md"))
                .as("scripts/claims-history > docs/claims-history.md")
                .hasContent(printed);
    }

    private static String git(String... arguments) {
        return Shell.output(Stream.concat(Stream.of("git", "-C", ROOT.toString()), Stream.of(arguments))
                        .toList())
                .strip();
    }
}

package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

/// That whatever a server's code formats without thinking of it is for programs, wherever the server runs.
class ForeignPlaceTest {

    /// Starts nothing, and says how numbers and words come out.
    static final class Formatting implements Contestant {

        public static void main(String... args) {
            ServerProcess.run(new Formatting(), args);
        }

        @Override
        public List<Option<?>> options() {
            return Option.COMMON;
        }

        @Override
        public String id(Options options) {
            return "formatting";
        }

        @Override
        @SuppressWarnings({"StringCaseLocaleUsage", "DefaultLocale"}) // which is what the test is about
        public RunningServer start(Options options, Identity identity) throws UsageException {
            throw new UsageException(
                    "%d %,d %.1f %s %s".formatted(1203, 1203, 0.5, "TITLE".toLowerCase(), identity.readyLine(80)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa IR", "ar EG", "de DE", "tr TR", "hi IN", "tr TR u-nu-arab"})
    void numbersAndWordsAreThoseOfPrograms(String place) throws Exception {
        String[] parts = place.split(" ");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=" + parts[0],
                "-Duser.country=" + parts[1],
                "-Duser.extensions=" + (parts.length > 2 ? parts[2] : "")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Formatting.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said)
                    .startsWith("1203 1,203 0.5 title {\"ready\":true,\"contestant\":\"formatting\",\"port\":80,");
            assertThat(process.waitFor()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }
}

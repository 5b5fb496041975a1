package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StderrLoggersTest {
    private final Logger logger = System.getLogger("some.Name");

    private static String written(Runnable logging) {
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            logging.run();
        } finally {
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void areFoundByTheJdk() {
        assertThat(logger.getName()).isEqualTo("some.Name");
        assertThat(written(() -> logger.log(Level.WARNING, "it is so")))
                .matches("\\S+Z WARNING some.Name: it is so\\R");
    }

    @Test
    void sayWhyInTheSameLine() {
        assertThat(written(() -> logger.log(Level.WARNING, "it failed", new IllegalStateException("why"))))
                .endsWith(
                        "WARNING some.Name: it failed: java.lang.IllegalStateException: why" + System.lineSeparator());
    }

    @Test
    void showWhereAnErrorCameFrom() {
        assertThat(written(() -> logger.log(Level.ERROR, "it failed", new IllegalStateException("why"))))
                .contains("at threadvsloop.endpoints.server.StderrLoggersTest");
    }

    @Test
    void fillInParameters() {
        assertThat(written(() -> logger.log(Level.WARNING, "{0} of {1}", 1, "two")))
                .endsWith("1 of two" + System.lineSeparator());
    }

    @Test
    void keepQuietAboutWhatIsNoWarning() {
        assertThat(logger.isLoggable(Level.INFO)).isFalse();
        assertThat(written(() -> logger.log(Level.INFO, "started"))).isEmpty();
    }
}

package threadvsloop.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthMainTest {
    @Test
    void saysWhenItIsReadyAndEndsWithItsInput() throws Exception {
        Process process = start("--port", "0");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine())
                    .matches("\\{\"ready\":true,\"contestant\":\"truth\",\"port\":[1-9][0-9]*,\"pid\":" + process.pid()
                            + ",\"runtime\":\"java\",\"version\":\"25.*\"}");
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void namesWhatItCannotRead() throws Exception {
        Process process = start("--prot", "0");
        try (BufferedReader err = process.errorReader()) {
            assertThat(err.readLine()).contains("--prot").contains("--port P");
            assertThat(process.waitFor()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TruthMain.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }
}

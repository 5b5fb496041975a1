package threadvsloop.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Small tools of the operating system.
final class Shell {

    private Shell() {}

    /// What a command prints, stripped; empty when it fails or is not there. Blocks until it has ended.
    static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

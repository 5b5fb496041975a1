package threadvsloop.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a server's standard error goes.
///
/// @param file null when it goes where ours goes
record ServerLog(@Nullable Path file) {

    static final ServerLog OURS = new ServerLog(null);

    private static final int TAIL_LINES = 8;

    ProcessBuilder.Redirect redirect() {
        return file == null ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.to(file.toFile());
    }

    /// Its end, for a reader who wants to know what went wrong; empty when the reader has seen it already.
    String tail() {
        if (file == null) {
            return "";
        }
        try {
            // Whatever its bytes are: malformed ones are replaced.
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}

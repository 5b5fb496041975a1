package threadvsloop.harness.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.text.CleanText;

/// Where a server's standard error goes.
///
/// @param file null when it goes where ours goes
public record ServerLog(@Nullable Path file) {

    public static final ServerLog OURS = new ServerLog(null);

    private static final int TAIL_LINES = 8;
    private static final long TAIL_BYTES = 16_384;

    ProcessBuilder.Redirect redirect() {
        // What was there is kept: of a backend that died, and is started again, it says why.
        return file == null ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /// Its end, for a reader who wants to know what went wrong; empty when the reader has seen it already.
    String tail() {
        if (file == null) {
            return "";
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(TAIL_BYTES, log.size()));
            log.read(end, log.size() - end.capacity());
            // Whatever its bytes are: malformed ones are replaced.
            List<String> lines = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
                    .map(CleanText::line)
                    .collect(Collectors.joining(" | "));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}

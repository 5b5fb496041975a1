package threadvsloop.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.harness.Quantities;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.RequestSpec;

/// The options of `tvl load` that give requests a body.
final class LoadBody {

    /// Every loop keeps each request once for every address that it is sent to.
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--body",
            paramLabel = "TEXT|@FILE",
            description = "Request body: a text, or what is in a file (@- for standard input, @@TEXT for a text that"
                    + " begins with @). For GET, say -X GET.")
    private @Nullable String text;

    @Option(
            names = "--body-bytes",
            paramLabel = "N",
            converter = Quantities.Bytes.class,
            description = "Request body of so many bytes instead, as 1000 or 64KiB; 64 MiB at most.")
    private @Nullable Long bytes;

    private byte @Nullable [] read;

    boolean isGiven() {
        return text != null || bytes != null;
    }

    /// Reads the file once. Empty if no body was given.
    ///
    /// @throws UsageException if there are two bodies, too long a one, or a file that cannot be read
    byte[] bytes() {
        byte[] known = read;
        if (text != null && bytes != null) {
            throw new UsageException("--body and --body-bytes are two bodies: leave one of them out");
        }
        if (known == null) {
            known = bytes == null ? of("--body", text == null ? "" : text) : letters("--body-bytes", bytes);
            read = known;
        }
        return known;
    }

    /// @param option for messages
    /// @param text as the user wrote it: itself, or `@FILE`
    /// @throws UsageException if it is too long, or a file that cannot be read
    byte[] of(String option, String text) {
        if (text.startsWith("@@")) {
            return text.substring(1).getBytes(UTF_8);
        }
        return text.startsWith("@") ? file(option, text.substring(1)) : text.getBytes(UTF_8);
    }

    /// The letters a to z again and again.
    static byte[] letters(String option, long bytes) {
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw new UsageException(option + " " + bytes + ": a body has 0 to " + MOST_BYTES
                    + " bytes (64 MiB), for it is kept in memory");
        }
        return RequestSpec.letters((int) bytes);
    }

    private static byte[] file(String option, String name) {
        try (InputStream in = name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(name))) {
            byte[] found = in.readNBytes(MOST_BYTES + 1);
            if (found.length > MOST_BYTES) {
                throw new UsageException(option + " @" + name + ": has more than " + MOST_BYTES
                        + " bytes (64 MiB), and a body is kept in memory; choose a shorter one");
            }
            return found;
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    option + " @" + name + ": there is no such file; write @@" + name + " to send the text itself");
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(option + " @" + name + ": cannot be read (" + e.getMessage() + ")");
        }
    }
}

package threadvsloop.harness.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import threadvsloop.harness.FileFault;
import threadvsloop.harness.UsageException;

/// A configuration file as text, or a message that names the file and what is wrong with it.
final class ConfigurationText {

    private static final int MOST_BYTES = 10_000_000;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private ConfigurationText() {}

    /// @throws UsageException when it is not there, no file, cannot be read, or is no text in UTF-8
    static String read(Path file) {
        byte[] bytes = bytes(file);
        String text = decoded(file, bytes);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw noText(file, "a control character (0x%02x)".formatted((int) c), lineOf(text, i));
            }
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + ": is a folder, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UsageException("%s: is larger than %d bytes, which no configuration is: name another file"
                        .formatted(file, MOST_BYTES));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UsageException(file + ": there is no such file");
        } catch (IOException e) {
            throw new UsageException(FileFault.in(e).orElseGet(() -> file + ": cannot be read: " + e.getMessage()));
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
            throw noText(file, "byte 0x%02x".formatted(bytes[in.position()]), lineOf(before, before.length()));
        }
    }

    private static UsageException noText(Path file, String what, long line) {
        return new UsageException("%s line %d: %s is no text in UTF-8: name a text file, or save it as UTF-8"
                .formatted(file, line, what));
    }

    private static long lineOf(String text, int end) {
        return 1 + text.chars().limit(end).filter(c -> c == '\n').count();
    }
}

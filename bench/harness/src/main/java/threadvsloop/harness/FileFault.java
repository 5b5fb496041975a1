package threadvsloop.harness;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a file system says of a file, in words for a user. Java's own message is often the bare name of the file.
public final class FileFault {

    private static final Map<String, String> REMEDIES = Map.of(
            "No space left on device", "free some space there",
            "Disk quota exceeded", "free some space there",
            "Read-only file system", "choose a place that can be written to",
            "Too many open files", "raise the limit with ulimit -n");

    private FileFault() {}

    /// What an exception, or one that caused it, says of a file; empty when there is none such.
    public static Optional<String> in(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped when wrapped.getCause() != null -> in(wrapped.getCause());
            case FileSystemException file -> Optional.of(withRemedy(words(file)));
            case FileNotFoundException file -> Optional.of(withRemedy(String.valueOf(file.getMessage())));
            case CharacterCodingException coding -> Optional.of("a file is not text in UTF-8: " + coding.getMessage());
            case IOException io
            when remedy(io.getMessage()).isPresent() -> Optional.of(withRemedy(String.valueOf(io.getMessage())));
            default -> Optional.empty();
        };
    }

    private static String words(FileSystemException e) {
        String file = String.valueOf(e.getFile());
        return switch (e) {
            case AccessDeniedException denied -> file + ": permission denied";
            case NoSuchFileException missing -> file + ": there is no such file or folder";
            case FileAlreadyExistsException taken -> file + ": a file is in the way";
            case DirectoryNotEmptyException full -> file + ": a folder that is not empty is in the way";
            case NotDirectoryException other -> file + ": is no folder";
            default -> file + ": " + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
        };
    }

    /// What comes from our own files has its remedy already.
    private static String withRemedy(String words) {
        return words.contains(";")
                ? words
                : words + remedy(words).map(remedy -> ": " + remedy).orElse("");
    }

    private static Optional<String> remedy(@Nullable String words) {
        return REMEDIES.entrySet().stream()
                .filter(remedy -> words != null && words.contains(remedy.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

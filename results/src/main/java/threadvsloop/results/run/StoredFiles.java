package threadvsloop.results.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Reads and writes files of a run such that a failure names the file. The JDK's own messages do not: a full disk
/// is "No space left on device", and text that is none is "Input length = 1". Any thread may call.
public final class StoredFiles {

    private StoredFiles() {}

    /// Writes into a stream what a file is to hold.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// The text of a UTF-8 file.
    ///
    /// @throws RunDirectoryException if it is missing, or is no text
    /// @throws UnreadableException if it cannot be read
    public static String read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RunDirectoryException(
                    file + ": damaged: it holds bytes that are no UTF-8 text; restore the file from a copy", e);
        }
    }

    /// @throws RunDirectoryException if the file is missing
    /// @throws UnreadableException if it cannot be read
    static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new RunDirectoryException(file + ": missing; is this a run directory?", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Replaces a file whole: a reader sees the old one or the new one, also when the writer is killed half way or the
    /// disk is full.
    ///
    /// @throws UnwritableException if it cannot be written; the old one is still there
    public static void write(Path file, String text) throws UnwritableException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The same for what is too long to be held in memory.
    public static void write(Path file, Content content) throws UnwritableException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            force(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(unfinished, e);
            throw unwritable(file, e);
        }
    }

    /// Without this a rename may reach the disk before the content does, and a crash leaves an empty file.
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void discard(Path unfinished, IOException failure) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// A folder with its parents.
    ///
    /// @throws UnwritableException if it cannot be made, such as where a file is in the way
    public static Path makeFolder(Path folder) throws UnwritableException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /// What to throw when a file or folder could not be written: its name, why, and what to do.
    public static UnwritableException unwritable(Path file, IOException failure) {
        return new UnwritableException(file + ": cannot be written: " + reason(failure) + remedy(failure), failure);
    }

    /// The same of one that could not be read.
    public static UnreadableException unreadable(Path file, IOException failure) {
        return new UnreadableException(file + ": cannot be read: " + reason(failure), failure);
    }

    /// Why a file operation failed, in words, without the file's name.
    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file, not a folder";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case DirectoryNotEmptyException folder -> folder.getFile() + " is a folder that is not empty";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String remedy(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "; choose another folder, or ask for the right to write there";
            case FileAlreadyExistsException exists -> "; choose another folder, or move the file away";
            default -> String.valueOf(failure.getMessage()).contains("No space left") ? "; make room on the disk" : "";
        };
    }
}

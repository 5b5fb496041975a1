package threadvsloop.endpoints;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.http.ContentType;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// The directory behind `/file/{size}`: one file of each size, with the pattern of `/bytes/{n}`. Names come from
/// [FileSize] alone, so that no request can name another file. Any thread.
public final class DiskFiles {
    private static final Logger LOG = System.getLogger(DiskFiles.class.getName());

    private final Path directory;

    private DiskFiles(Path directory) {
        this.directory = directory;
    }

    /// The files of a directory; those that are missing or of the wrong length are written.
    ///
    /// @throws UsageException if that is not possible there
    public static DiskFiles in(Path directory) throws UsageException {
        DiskFiles files = new DiskFiles(directory);
        try {
            Files.createDirectories(directory);
            for (FileSize size : FileSize.ALL) {
                files.provide(size);
            }
            return files;
        } catch (IOException e) {
            throw new UsageException(
                    "--files " + directory + " cannot be read and written (" + e + "); name a directory that can");
        }
    }

    /// Reads a file from the disk, whole; blocks meanwhile. An error if it is not there any more, or cannot be read.
    Response read(FileSize size) {
        try {
            return Response.ok(ContentType.BYTES, contents(size));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "reading " + path(size), e);
            return Response.error(Status.INTERNAL_SERVER_ERROR, "the file cannot be read");
        }
    }

    private ByteBuffer contents(FileSize size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size.bytes);
        try (FileChannel file = FileChannel.open(path(size), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (file.read(bytes) < 0) {
                    throw new EOFException(path(size) + " is shorter than " + size.bytes + " bytes");
                }
            }
        }
        return bytes.flip();
    }

    /// By way of a file of its own and a rename, since other servers may do the same at the same time.
    private void provide(FileSize size) throws IOException {
        Path path = path(size);
        if (Files.isRegularFile(path) && Files.size(path) == size.bytes) {
            return;
        }
        Path draft = Files.createTempFile(directory, size.label, ".tmp");
        Files.write(draft, Pattern.filled(new byte[size.bytes]));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path path(FileSize size) {
        return directory.resolve(size.label);
    }
}

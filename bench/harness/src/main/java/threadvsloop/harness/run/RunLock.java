package threadvsloop.harness.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.UsageException;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.StoredFiles;

/// Reserves a run directory for one process that writes trials into it. The operating system drops the lock with the
/// process, however that dies; the file, which names the holder, then means nothing and is taken over.
///
/// Any thread.
public final class RunLock implements AutoCloseable {

    private static final int HOLDER_BYTES = 200;

    /// POSIX drops a file's locks when the process that holds them closes the file anywhere, so a file that is locked
    /// here must not be opened a second time.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Does not wait.
    ///
    /// @param directory made if it is not there
    /// @throws UsageException naming the holder when a process has the directory already
    public static RunLock take(Path directory) throws IOException {
        Path file = StoredFiles.makeFolder(directory).toRealPath().resolve(RunDirectory.LOCK);
        if (!HELD_HERE.add(file)) {
            throw inUse(file, holder());
        }
        try {
            RunLock taken = null;
            while (taken == null) {
                taken = tryTake(file);
            }
            return taken;
        } catch (IOException | UsageException e) {
            HELD_HERE.remove(file);
            throw e;
        }
    }

    /// @return null when the last holder deleted the file meanwhile
    private static @Nullable RunLock tryTake(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Somebody's, who may be dead: the lock tells.
        }
        Optional<Object> before = key(file);
        if (before.isEmpty()) {
            return null;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(file, read(channel));
            }
            // Whoever locks a file that was deleted holds nothing. An open file keeps its key to itself.
            taken = before.equals(key(file));
            if (taken) {
                write(channel);
            }
            return taken ? new RunLock(file, channel) : null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String holder() {
        return "process id %d, since %s"
                .formatted(ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void write(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder().getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer said = ByteBuffer.allocate(HOLDER_BYTES);
        channel.read(said, 0);
        String text = new String(said.array(), 0, said.position(), StandardCharsets.US_ASCII);
        return text.startsWith("process id") ? text : "which has just begun";
    }

    private static UsageException inUse(Path file, String holder) {
        return new UsageException("%s: in use by another tvl (%s): wait until that has ended, or stop it"
                .formatted(file.getParent(), holder));
    }

    /// Gives the directory free, and leaves no trace in it.
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            // While the lock is held: whoever opened the file before finds its key gone.
            Files.deleteIfExists(file);
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}

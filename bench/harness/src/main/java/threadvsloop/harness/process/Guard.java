package threadvsloop.harness.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import threadvsloop.harness.FileFault;
import threadvsloop.harness.ServerFailedException;

/// Ends a server that does not watch a pipe of ours: when that ends, because we close it or however we die, the
/// server gets its signal, and whatever is left of it after 2.5 s is killed. `guard.sh` says how. Daemons, which leave
/// the group and may drop our mark from their environment, are known from the [ServerFamily]'s notes.
///
/// Out of reach is what runs elsewhere, such as the container of a `docker run` that had to be killed, and a process
/// that became a daemon in the very moment in which this one was killed.
///
/// @param signal without SIG: `TERM`
/// @param folder an own folder of this start; the guard removes it when nothing else is left
public record Guard(String signal, String mark, Path folder) {

    public static final List<String> SIGNALS = List.of("TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "KILL");

    private static final String VARIABLE = "TVL_OWN_SERVER";
    private static final int TENTHS = 25;
    private static final String SCRIPT = script();
    private static final long ENDS_WITHIN_NS = 6_000_000_000L;
    private static final long PAUSE_MS = 5;

    public static Guard of(String signal) {
        String mark = UUID.randomUUID().toString();
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "tvl-" + mark);
        return new Guard(signal, mark, folder);
    }

    /// Where the processes of the server are noted: id, start, session.
    Path members() {
        return folder.resolveSibling(folder.getFileName() + ".members");
    }

    /// Process id of the process that watches our end; 0 before it has begun.
    long watcher() {
        try {
            String pid = Files.readString(folder.resolveSibling(folder.getFileName() + ".watcher"))
                    .strip();
            return pid.isEmpty() ? 0 : Long.parseLong(pid);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the guard of a server cannot be found", e);
        }
    }

    /// Makes the folder, and the pipe that [#hold] opens. The process that is then started is the server itself: it has
    /// its process id, its exit code
    /// and
    /// its children.
    ///
    /// @throws ServerFailedException when the folder cannot be made
    public ProcessBuilder around(List<String> command) throws ServerFailedException {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw new ServerFailedException(
                    "a temporary folder cannot be made: " + FileFault.in(e).orElseGet(e::toString), "");
        }
        if (!Posix.makePipe(pipe())) {
            throw new ServerFailedException("the pipe " + pipe() + " cannot be made", "");
        }
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "guard"));
        line.addAll(List.of(signal, Integer.toString(TENTHS), VARIABLE + "=" + mark, folder.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectInput(pipe().toFile());
        builder.environment().put(VARIABLE, mark);
        return builder;
    }

    /// Opens our end of the pipe, before the server is started. What is opened ends with this process, however that
    /// dies,
    /// but not with the server, as the pipe would that Java makes for a process: a daemon goes on.
    FileChannel hold() throws ServerFailedException {
        try {
            return FileChannel.open(pipe(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ServerFailedException("the pipe " + pipe() + " cannot be opened: " + e.getMessage(), "");
        }
    }

    private Path pipe() {
        return folder.resolveSibling(folder.getFileName() + ".pipe");
    }

    /// Removes the folder of a server that was never started.
    ///
    /// @param held what [#hold] opened
    void withdraw(FileChannel held) throws ServerFailedException {
        try {
            held.close();
            Files.deleteIfExists(pipe());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new ServerFailedException("the folder " + folder + " cannot be removed: " + e, "");
        }
    }

    /// Blocks until the guard has done its work, which is bounded, once the server's input has been closed.
    void awaitEnd() throws InterruptedException {
        long deadlineNs = System.nanoTime() + ENDS_WITHIN_NS;
        while (Files.exists(folder) && System.nanoTime() < deadlineNs) {
            Thread.sleep(PAUSE_MS);
        }
    }

    private static String script() {
        try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IllegalStateException("guard.sh is not on the class path; rebuild the project");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("guard.sh cannot be read", e);
        }
    }
}

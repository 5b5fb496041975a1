package threadvsloop.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All processes at one moment, from `/proc/PID/stat` (proc(5)).
record ProcessTable(List<Entry> entries) {

    private static final Path PROC = Path.of("/proc");

    /// @param state of the kernel's letters; `Z` has ended and waits for its parent to take note
    /// @param parent process id
    /// @param session process id of the session's first process, which may have ended
    /// @param startTicks since boot: with the process id, what tells a process from all others
    record Entry(long pid, char state, long parent, long session, long startTicks) {

        boolean isRunning() {
            return state != 'Z' && state != 'X' && state != 'x';
        }
    }

    static ProcessTable read() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                entry(process).ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("/proc cannot be listed", e);
        }
        return new ProcessTable(List.copyOf(entries));
    }

    /// Empty when there is no such process.
    static Optional<Entry> of(long pid) {
        return entry(PROC.resolve(Long.toString(pid)));
    }

    /// Whether a process has not ended. Java counts one whose parent has not taken note of its end as alive.
    static boolean isRunning(long pid) {
        return of(pid).filter(Entry::isRunning).isPresent();
    }

    private static Optional<Entry> entry(Path process) {
        String stat;
        try {
            stat = new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty(); // it has just ended
        }
        // The second field is the command in parentheses and may hold blanks: count from the last parenthesis.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Optional.of(new Entry(
                Long.parseLong(process.getFileName().toString()),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[19])));
    }
}

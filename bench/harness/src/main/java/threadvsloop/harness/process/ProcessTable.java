package threadvsloop.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// All processes at one moment, from `/proc/PID/stat` (proc(5)).
public record ProcessTable(List<Entry> entries) {

    private static final Path PROC = Path.of("/proc");
    private static final int MAX_READINGS = 5;

    /// @param state of the kernel's letters; `Z` has ended and waits for its parent to take note
    /// @param parent process id
    /// @param session process id of the session's first process, which may have ended
    /// @param startTicks since boot: with the process id, what tells a process from all others
    public record Entry(long pid, char state, long parent, long session, long startTicks) {

        public boolean isRunning() {
            return state != 'Z' && state != 'X' && state != 'x';
        }
    }

    public static ProcessTable read() {
        return read(ProcessTable::listed);
    }

    /// A process that ends between being listed and being read may have left a child that is not on that list, as
    /// daemons do twice when they start. So the table is read again until nothing listed is gone, or a few times.
    ///
    /// @param listing folders of processes, as they are now
    public static ProcessTable read(Supplier<List<Path>> listing) {
        ProcessTable table = new ProcessTable(List.of());
        for (int i = 0; i < MAX_READINGS; i++) {
            List<Path> listed = listing.get();
            table = new ProcessTable(
                    listed.stream().flatMap(process -> entry(process).stream()).toList());
            if (table.entries.size() == listed.size()) {
                break;
            }
        }
        return table;
    }

    private static List<Path> listed() {
        List<Path> listed = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            processes.forEach(listed::add);
        } catch (IOException e) {
            throw new UncheckedIOException("/proc cannot be listed", e);
        }
        return listed;
    }

    /// Empty when there is no such process.
    public static Optional<Entry> of(long pid) {
        return entry(PROC.resolve(Long.toString(pid)));
    }

    /// Whether a process has not ended. Java counts one whose parent has not taken note of its end as alive.
    public static boolean isRunning(long pid) {
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

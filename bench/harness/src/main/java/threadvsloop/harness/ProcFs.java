package threadvsloop.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Reads `/proc`: one method per file, parsed into a record. A process or task that is gone reads as zeros, because
/// between listing and reading anything may end. Formats: proc(5).
final class ProcFs {

    private static final double MS_PER_TICK = 10; // sysconf(_SC_CLK_TCK) is 100 on every Linux that runs Java
    private static final double KIB_PER_PAGE = 4;
    private static final String GONE = "";

    private final Path proc;

    ProcFs(Path proc) {
        this.proc = proc;
    }

    static ProcFs ofThisMachine() {
        return new ProcFs(Path.of("/proc"));
    }

    /// `/proc/PID/stat`: counters since the process began, and its present size.
    record Stat(
            double userMs,
            double systemMs,
            long minorFaults,
            long majorFaults,
            long threads,
            double virtualKiB,
            double rssKiB) {

        static final Stat NONE = new Stat(0, 0, 0, 0, 0, 0, 0);

        Stat plus(Stat other) {
            return new Stat(
                    userMs + other.userMs,
                    systemMs + other.systemMs,
                    minorFaults + other.minorFaults,
                    majorFaults + other.majorFaults,
                    threads + other.threads,
                    virtualKiB + other.virtualKiB,
                    rssKiB + other.rssKiB);
        }
    }

    Stat stat(long pid) throws IOException {
        String text = read(pid + "/stat");
        if (text.equals(GONE)) {
            return Stat.NONE;
        }
        // The second field is the command in parentheses and may hold blanks: count from the last parenthesis.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return new Stat(
                Long.parseLong(fields[11]) * MS_PER_TICK,
                Long.parseLong(fields[12]) * MS_PER_TICK,
                Long.parseLong(fields[7]),
                Long.parseLong(fields[9]),
                Long.parseLong(fields[17]),
                Long.parseLong(fields[20]) / 1024.0,
                Long.parseLong(fields[21]) * KIB_PER_PAGE);
    }

    /// Proportional set size: pages shared with other processes count by their share.
    double pssKiB(long pid) throws IOException {
        return Math.max(0, keyed(read(pid + "/smaps_rollup")).getOrDefault("Pss", 0L));
    }

    /// Open descriptors; the size of the folder is their number since Linux 6.2, before that they are counted.
    long descriptors(long pid) throws IOException {
        Path folder = proc.resolve(pid + "/fd");
        try {
            long size = Files.size(folder);
            return size > 0 ? size : count(folder);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /// Scheduling of one task since it began.
    record Task(long voluntarySwitches, long involuntarySwitches, double runQueueDelayMs) {}

    /// By task id; a process's own `status` would count its main thread only.
    Map<Long, Task> tasks(long pid) throws IOException {
        Map<Long, Task> tasks = new HashMap<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(proc.resolve(pid + "/task"))) {
            for (Path task : folder) {
                String tid = task.getFileName().toString();
                Map<String, Long> status = keyed(read(pid + "/task/" + tid + "/status"));
                String[] schedstat = read(pid + "/task/" + tid + "/schedstat").split("\\s+");
                tasks.put(
                        Long.parseLong(tid),
                        new Task(
                                status.getOrDefault("voluntary_ctxt_switches", 0L),
                                status.getOrDefault("nonvoluntary_ctxt_switches", 0L),
                                schedstat.length < 2 ? 0 : Long.parseLong(schedstat[1]) / 1e6));
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return tasks;
    }

    /// The host as a whole.
    ///
    /// @param totalMs CPU time of all CPUs, idle included
    /// @param busyMs CPU time used by anybody on this host
    /// @param stealMs CPU time that the hypervisor gave to others
    /// @param forks processes and threads started since boot
    /// @param pressureMs time in which some task waited for a CPU; 0 where the kernel does not tell
    /// @param tcpSockets both ends of every connection within the host
    record Host(
            double totalMs,
            double busyMs,
            double stealMs,
            long forks,
            double pressureMs,
            double kernelStackKiB,
            double slabKiB,
            double pageTablesKiB,
            long tcpSockets) {}

    Host host() throws IOException {
        String stat = read("stat");
        String[] cpu = stat.substring(0, stat.indexOf('\n')).trim().split("\\s+");
        double[] ms = new double[9];
        for (int i = 1; i < ms.length; i++) {
            ms[i] = Long.parseLong(cpu[i]) * MS_PER_TICK;
        }
        double busy = ms[1] + ms[2] + ms[3] + ms[6] + ms[7]; // user, nice, system, irq, softirq
        double idle = ms[4] + ms[5];
        Map<String, Long> memory = keyed(read("meminfo"));
        return new Host(
                busy + idle + ms[8],
                busy,
                ms[8],
                wordAfter(stat, "processes "),
                wordAfter(read("pressure/cpu"), "total=") / 1e3,
                memory.getOrDefault("KernelStack", 0L),
                memory.getOrDefault("Slab", 0L),
                memory.getOrDefault("PageTables", 0L),
                wordAfter(read("net/sockstat"), "TCP: inuse "));
    }

    /// `name: 123 kB` lines.
    private static Map<String, Long> keyed(String text) {
        Map<String, Long> values = new HashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                long number = leadingNumber(line, colon + 1);
                if (number >= 0) {
                    values.put(line.substring(0, colon), number);
                }
            }
        }
        return values;
    }

    /// The number that follows the first occurrence of a mark; 0 when there is none.
    private static long wordAfter(String text, String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? 0 : Math.max(0, leadingNumber(text, at + mark.length()));
    }

    private static long leadingNumber(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return at == start ? -1 : Long.parseLong(text.substring(start, at));
    }

    private static long count(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            long count = 0;
            for (Path ignored : entries) {
                count++;
            }
            return count;
        }
    }

    /// @return the empty text when the file is not, or no longer, there
    private String read(String file) throws IOException {
        try {
            return new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return GONE;
        } catch (IOException e) {
            // A task that ends while its file is open reads as ESRCH.
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return GONE;
            }
            throw e;
        }
    }
}

package threadvsloop.harness.sampling;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
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
///
/// One thread at a time: every file is read into the same buffer and numbers are picked out of it, because thousands of
/// tasks are read beside a running load, which garbage would disturb.
public final class ProcFs {

    private static final double MS_PER_TICK = 10; // sysconf(_SC_CLK_TCK) is 100 on every Linux that runs Java
    private static final double KIB_PER_PAGE = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path proc;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;

    ProcFs(Path proc) {
        this.proc = proc;
    }

    public static ProcFs ofThisMachine() {
        return new ProcFs(Path.of("/proc"));
    }

    /// What a process has used since it began.
    record Counters(double userMs, double systemMs, long minorFaults, long majorFaults) {

        static final Counters NONE = new Counters(0, 0, 0, 0);

        Counters plus(Counters other) {
            return new Counters(
                    userMs + other.userMs,
                    systemMs + other.systemMs,
                    minorFaults + other.minorFaults,
                    majorFaults + other.majorFaults);
        }

        /// The larger of each.
        Counters orMore(Counters other) {
            return new Counters(
                    Math.max(userMs, other.userMs),
                    Math.max(systemMs, other.systemMs),
                    Math.max(minorFaults, other.minorFaults),
                    Math.max(majorFaults, other.majorFaults));
        }

        double cpuMs() {
            return userMs + systemMs;
        }
    }

    /// `/proc/PID/stat`: counters since the process began, and its present size.
    ///
    /// @param ofChildren what those of its children used in their lives that have ended and been waited for
    record Stat(Counters counters, Counters ofChildren, long threads, double virtualKiB, double rssKiB) {

        static final Stat NONE = new Stat(Counters.NONE, Counters.NONE, 0, 0, 0);

        Stat plus(Stat other) {
            return new Stat(
                    counters.plus(other.counters),
                    ofChildren.plus(other.ofChildren),
                    threads + other.threads,
                    virtualKiB + other.virtualKiB,
                    rssKiB + other.rssKiB);
        }
    }

    Stat stat(long pid) throws IOException {
        read(pid + "/stat");
        if (length == 0) {
            return Stat.NONE;
        }
        String text = text();
        // The second field is the command in parentheses and may hold blanks: count from the last parenthesis.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return new Stat(
                counters(fields, 11, 7),
                counters(fields, 13, 8),
                Long.parseLong(fields[17]),
                Long.parseLong(fields[20]) / 1024.0,
                Long.parseLong(fields[21]) * KIB_PER_PAGE);
    }

    /// @param user index of the user time, which that of the kernel follows
    /// @param faults index of the minor faults, which the major ones follow at two
    private static Counters counters(String[] fields, int user, int faults) {
        return new Counters(
                Long.parseLong(fields[user]) * MS_PER_TICK,
                Long.parseLong(fields[user + 1]) * MS_PER_TICK,
                Long.parseLong(fields[faults]),
                Long.parseLong(fields[faults + 2]));
    }

    /// Proportional set size: pages shared with other processes count by their share.
    double pssKiB(long pid) throws IOException {
        read(pid + "/smaps_rollup");
        return numberAfter("\nPss:");
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

    /// One task and its scheduling since it began.
    ///
    /// @param name of the thread, of which the kernel keeps 15 characters
    /// @param cpuMs time on a CPU
    record Task(String name, long voluntarySwitches, long involuntarySwitches, double runQueueDelayMs, double cpuMs) {}

    /// By task id; a process's own `status` would count its main thread only.
    Map<Long, Task> tasks(long pid) throws IOException {
        Map<Long, Task> tasks = new HashMap<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(proc.resolve(pid + "/task"))) {
            for (Path task : folder) {
                String tid = task.getFileName().toString();
                read(pid + "/task/" + tid + "/status");
                String name = lineAfter("Name:\t");
                long voluntary = numberAfter("\nvoluntary_ctxt_switches:");
                long involuntary = numberAfter("\nnonvoluntary_ctxt_switches:");
                read(pid + "/task/" + tid + "/schedstat");
                double cpuMs = numberAt(0) / 1e6;
                double runQueueDelayMs = numberAfter(" ") / 1e6; // the second number
                tasks.put(Long.parseLong(tid), new Task(name, voluntary, involuntary, runQueueDelayMs, cpuMs));
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
    public record Host(
            double totalMs,
            double busyMs,
            double stealMs,
            long forks,
            double pressureMs,
            double kernelStackKiB,
            double slabKiB,
            double pageTablesKiB,
            long tcpSockets) {}

    public Host host() throws IOException {
        read("stat");
        double[] ms = new double[9];
        String[] cpu = text().lines().findFirst().orElse("").split("\\s+");
        for (int i = 1; i < ms.length; i++) {
            ms[i] = Long.parseLong(cpu[i]) * MS_PER_TICK;
        }
        double busy = ms[1] + ms[2] + ms[3] + ms[6] + ms[7]; // user, nice, system, irq, softirq
        double idle = ms[4] + ms[5];
        long forks = numberAfter("\nprocesses ");
        read("meminfo");
        long slab = numberAfter("\nSlab:");
        long kernelStack = numberAfter("\nKernelStack:");
        long pageTables = numberAfter("\nPageTables:");
        read("pressure/cpu");
        double pressureMs = numberAfter("total=") / 1e3;
        read("net/sockstat");
        long tcpSockets = numberAfter("\nTCP: inuse ");
        return new Host(busy + idle + ms[8], busy, ms[8], forks, pressureMs, kernelStack, slab, pageTables, tcpSockets);
    }

    /// A kernel setting of one or more numbers, as text; empty where the kernel has none of that name.
    public String setting(String name) throws IOException {
        read("sys/" + name);
        return text().strip();
    }

    /// The number behind the first occurrence of a mark in what was last read; 0 when there is none.
    private long numberAfter(String mark) {
        int at = indexOf(mark);
        return at < 0 ? 0 : numberAt(at + mark.length());
    }

    /// The rest of the line behind the first occurrence of a mark; empty when there is none.
    private String lineAfter(String mark) {
        int at = indexOf(mark);
        if (at < 0) {
            return "";
        }
        int from = at + mark.length();
        int to = from;
        while (to < length && buffer[to] != '\n') {
            to++;
        }
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    private int indexOf(String mark) {
        for (int at = 0; at <= length - mark.length(); at++) {
            int matched = 0;
            while (matched < mark.length() && buffer[at + matched] == mark.charAt(matched)) {
                matched++;
            }
            if (matched == mark.length()) {
                return at;
            }
        }
        return -1;
    }

    /// The number that begins at or after a place, behind blanks and a colon; 0 when there is none.
    private long numberAt(int from) {
        int at = from;
        while (at < length && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == ':')) {
            at++;
        }
        long number = 0;
        while (at < length && buffer[at] >= '0' && buffer[at] <= '9') {
            number = number * 10 + (buffer[at++] - '0');
        }
        return number;
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

    /// Fills the buffer with a file, which is left empty when the file is not, or no longer, there. Read in one piece
    /// where
    /// it fits, because a second read of some of these files begins anew.
    private void read(String file) throws IOException {
        length = 0;
        try (FileInputStream in = new FileInputStream(proc.resolve(file).toFile())) {
            int n = in.read(buffer, 0, buffer.length);
            while (n > 0 && length + n < buffer.length) {
                length += n;
                n = in.read(buffer, length, buffer.length - length);
            }
        } catch (FileNotFoundException e) {
            length = 0;
        } catch (IOException e) {
            // A task that ends while its file is open reads as ESRCH.
            if (!String.valueOf(e.getMessage()).contains("No such process")) {
                throw e;
            }
            length = 0;
        }
    }

    private String text() {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }
}

package threadvsloop.loadgen.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How long the loops have been ready without a CPU, and how much CPU time the hypervisor has taken, since they exist;
/// from Linux's `/proc`. Elsewhere nothing is known.
///
/// @param runQueueNs by loop, `run_delay` of its thread; −1 if unknown
/// @param stealTicks of all CPUs; −1 if unknown
/// @param allTicks CPU time of every kind, idle time included
public record SchedulerReading(List<Long> runQueueNs, long stealTicks, long allTicks) {
    private static final long UNKNOWN = -1;
    /// Of which nothing is told.
    public static final Path UNKNOWN_TASK = Path.of("/proc/unknown");

    private static final Path HOST = Path.of("/proc/stat");
    private static final int STEAL_FIELD = 8;
    /// Fields 9 and 10 are guests' time, which user time includes.
    private static final int COUNTED_FIELDS = 8;

    /// Where the kernel tells of the calling thread; a path that does not exist where there is no `/proc`.
    public static Path ofThisThread() {
        try {
            return Path.of("/proc")
                    .resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")))
                    .resolve("schedstat");
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN_TASK;
        }
    }

    /// The kernel's number of a thread of this process.
    ///
    /// @param task from [#ofThisThread], not unknown
    public static int threadOf(Path task) {
        return Integer.parseInt(task.getName(task.getNameCount() - 2).toString());
    }

    /// @param tasks by loop, from [#ofThisThread]; the threads are alive
    public static SchedulerReading now(List<Path> tasks) {
        List<Long> delays = new ArrayList<>();
        for (Path task : tasks) {
            delays.add(field(task, 1));
        }
        long all = 0;
        String[] host = firstLine(HOST);
        for (int i = 1; i <= COUNTED_FIELDS && i < host.length; i++) {
            all += Long.parseLong(host[i]);
        }
        return new SchedulerReading(
                delays, host.length > STEAL_FIELD ? Long.parseLong(host[STEAL_FIELD]) : UNKNOWN, all);
    }

    /// The longest that a loop waited for a CPU since an earlier reading, in ns; −1 if unknown.
    public long longestRunQueueNsSince(SchedulerReading earlier) {
        long longest = UNKNOWN;
        for (int i = 0; i < runQueueNs.size(); i++) {
            long before = earlier.runQueueNs.get(i);
            if (before != UNKNOWN && runQueueNs.get(i) != UNKNOWN) {
                longest = Math.max(longest, runQueueNs.get(i) - before);
            }
        }
        return longest;
    }

    /// The part of all CPU time since an earlier reading that the hypervisor took; −1 if unknown.
    public double stealShareSince(SchedulerReading earlier) {
        if (stealTicks == UNKNOWN || earlier.stealTicks == UNKNOWN) {
            return UNKNOWN;
        }
        return (stealTicks - earlier.stealTicks) / (double) Math.max(1, allTicks - earlier.allTicks);
    }

    private static long field(Path file, int index) {
        String[] fields = firstLine(file);
        return fields.length > index ? Long.parseLong(fields[index]) : UNKNOWN;
    }

    private static String[] firstLine(Path file) {
        try {
            String text = Files.readString(file);
            int end = text.indexOf('\n');
            return (end < 0 ? text : text.substring(0, end)).trim().split(" +");
        } catch (IOException e) {
            // Not Linux, or the thread has ended by a failure of its own, which is reported as such.
            return new String[0];
        }
    }
}

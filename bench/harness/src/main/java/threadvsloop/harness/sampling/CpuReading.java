package threadvsloop.harness.sampling;

import java.util.HashMap;
import java.util.Map;
import threadvsloop.harness.process.Posix;

/// CPU time that some processes have used so far, in nanoseconds by process id.
public record CpuReading(Map<Long, Long> nsByPid) {

    public static final CpuReading NONE = new CpuReading(Map.of());

    public static CpuReading of(long[] pids) {
        Map<Long, Long> ns = new HashMap<>();
        for (long pid : pids) {
            ns.put(pid, Math.max(0, Posix.processCpuNs(pid)));
        }
        return new CpuReading(ns);
    }

    /// What those that are here now have used since an earlier reading. One that began in between counts whole; one
    /// that
    /// ended in between is missing.
    public long nsSince(CpuReading earlier) {
        return nsByPid.entrySet().stream()
                .mapToLong(now -> now.getValue() - earlier.nsByPid.getOrDefault(now.getKey(), 0L))
                .sum();
    }
}

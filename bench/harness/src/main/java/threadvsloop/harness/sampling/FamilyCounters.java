package threadvsloop.harness.sampling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import threadvsloop.harness.process.Posix;

/// What the processes of a server have used together, though they come and go: a sum over those that are there would
/// fall when one ends, and with it the difference between two moments would be too small, or below nothing.
///
/// Of those that ended there are two accounts, each of which may lack something: what they had used when they were last
/// seen, and what their parents were told when they waited for them, which holds whole lives but not of those whose
/// parent did not wait. The larger of both is taken, so that the total never falls.
/// ```
///   total = used by those alive + max(last seen of those that ended, told to parents that are alive)
/// ```
/// Any thread.
final class FamilyCounters {

    private static final double NS_PER_MS = 1e6;

    private final LongPredicate isGone;
    private final Map<Long, Used> seen = new HashMap<>();
    private long endedNs;
    private ProcFs.Counters ended = ProcFs.Counters.NONE;
    private Used most = new Used(0, ProcFs.Counters.NONE);

    /// @param isGone whether a process has ended
    FamilyCounters(LongPredicate isGone) {
        this.isGone = isGone;
    }

    static FamilyCounters ofThisMachine() {
        return new FamilyCounters(pid -> Posix.processCpuNs(pid) < 0);
    }

    /// @param cpuNs by the precise clock
    record Used(long cpuNs, ProcFs.Counters counters) {}

    /// Takes a reading in.
    ///
    /// @param cpuNs by process id; a process that has ended, or was not asked, is missing
    /// @param stats of the same processes
    /// @return what all that were ever seen have used so far
    synchronized Used total(Map<Long, Long> cpuNs, Map<Long, ProcFs.Stat> stats) {
        cpuNs.forEach((pid, ns) ->
                see(pid, new Used(ns, stats.getOrDefault(pid, ProcFs.Stat.NONE).counters())));
        Set<Long> missing = new HashSet<>(seen.keySet());
        missing.removeAll(cpuNs.keySet());
        missing.stream().filter(isGone::test).forEach(this::end);
        long aliveNs = 0;
        ProcFs.Counters alive = ProcFs.Counters.NONE;
        for (Used used : seen.values()) {
            aliveNs += used.cpuNs;
            alive = alive.plus(used.counters);
        }
        ProcFs.Counters told = stats.values().stream()
                .map(ProcFs.Stat::ofChildren)
                .reduce(ProcFs.Counters.NONE, ProcFs.Counters::plus);
        most = new Used(
                Math.max(most.cpuNs, aliveNs + Math.max(endedNs, (long) (told.cpuMs() * NS_PER_MS))),
                most.counters.orMore(alive.plus(ended.orMore(told))));
        return most;
    }

    /// A process that has used less than before is another one with the same id.
    private void see(long pid, Used now) {
        Used before = seen.get(pid);
        if (before != null && now.cpuNs < before.cpuNs) {
            end(pid);
            before = null;
        }
        // Its files may be gone a moment before its clock.
        seen.put(pid, before == null ? now : new Used(now.cpuNs, now.counters.orMore(before.counters)));
    }

    private void end(long pid) {
        Used last = seen.remove(pid);
        if (last != null) {
            endedNs += last.cpuNs;
            ended = ended.plus(last.counters);
        }
    }
}

package threadvsloop.harness.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import threadvsloop.results.documents.Resources;

/// Which threads used a server's CPU between two readings of its tasks.
final class ThreadUse {

    private final Map<String, List<Double>> msByName = new HashMap<>();

    private ThreadUse() {}

    /// Tasks that are alive at the second reading; one that began in between counts from zero. Those that
    /// used nothing
    /// are left out.
    ///
    /// @return by name, most first
    static List<Resources.ThreadCpu> between(Map<Long, ProcFs.Task> first, Map<Long, ProcFs.Task> second) {
        ThreadUse use = new ThreadUse();
        second.forEach((tid, task) -> {
            ProcFs.Task before = first.get(tid);
            use.add(task.name(), task.cpuMs() - (before == null ? 0 : before.cpuMs()));
        });
        return use.msByName.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingDouble(Resources.ThreadCpu::cpuMs).reversed())
                .limit(Resources.MOST_GROUPS)
                .toList();
    }

    private void add(String name, double ms) {
        if (ms > 0) {
            msByName.computeIfAbsent(withoutNumber(name), _ -> new ArrayList<>())
                    .add(ms);
        }
    }

    private static Resources.ThreadCpu group(String name, List<Double> ms) {
        var used = ms.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new Resources.ThreadCpu(name, ms.size(), used.getSum(), used.getMax());
    }

    /// `pool-1-thread-7` is `pool-1-thread-#`.
    private static String withoutNumber(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return end == name.length() ? name : name.substring(0, end) + "#";
    }
}

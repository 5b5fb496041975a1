package threadvsloop.harness.sampling;

import java.util.Map;

/// Scheduling counters summed over tasks.
record TaskTotals(long voluntary, long involuntary, double runQueueDelayMs) {

    static TaskTotals of(Map<Long, ProcFs.Task> tasks) {
        long voluntary = 0;
        long involuntary = 0;
        double delayMs = 0;
        for (ProcFs.Task task : tasks.values()) {
            voluntary += task.voluntarySwitches();
            involuntary += task.involuntarySwitches();
            delayMs += task.runQueueDelayMs();
        }
        return new TaskTotals(voluntary, involuntary, delayMs);
    }

    /// What happened between two readings to the tasks alive at the second. A task that began in between counts from
    /// zero; one that ended in between is missing, which is why its number is reported beside.
    static TaskTotals between(Map<Long, ProcFs.Task> first, Map<Long, ProcFs.Task> second) {
        TaskTotals end = of(second);
        long voluntary = end.voluntary;
        long involuntary = end.involuntary;
        double delayMs = end.runQueueDelayMs;
        for (Map.Entry<Long, ProcFs.Task> before : first.entrySet()) {
            if (second.containsKey(before.getKey())) {
                voluntary -= before.getValue().voluntarySwitches();
                involuntary -= before.getValue().involuntarySwitches();
                delayMs -= before.getValue().runQueueDelayMs();
            }
        }
        return new TaskTotals(voluntary, involuntary, delayMs);
    }
}

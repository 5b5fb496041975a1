package threadvsloop.results.run;

/// One row of `process.csv`: a reading of the server's process tree and of the host. Counters are cumulative, as the
/// kernel gives them: the reader takes differences. What could not be read is NaN or negative, an empty cell in the
/// file.
///
/// @param timeSeconds since the trial's start, like `Trial.Phase`
/// @param phase name of the phase the reading was taken in
/// @param cpuUserMs cumulative, milliseconds
/// @param voluntarySwitches cumulative, summed over all tasks alive at the reading
/// @param runQueueDelayMs cumulative time that tasks were ready and waited for a CPU
/// @param hostStealMs cumulative, all CPUs of the host
/// @param hostCpuPressureMs cumulative time that some task of the host waited for a CPU (PSI `some`)
public record ProcessSample(
        double timeSeconds,
        String phase,
        double pssKiB,
        double rssKiB,
        double virtualKiB,
        long threads,
        double cpuUserMs,
        double cpuSystemMs,
        long voluntarySwitches,
        long involuntarySwitches,
        double runQueueDelayMs,
        long minorFaults,
        long majorFaults,
        long descriptors,
        long sockets,
        double hostStealMs,
        double hostCpuPressureMs) {}

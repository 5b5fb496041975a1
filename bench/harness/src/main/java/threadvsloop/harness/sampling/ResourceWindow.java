package threadvsloop.harness.sampling;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.run.ProcessSample;

/// From two edges and the samples between them to what the server used in that window.
public final class ResourceWindow {

    private ResourceWindow() {}

    /// @param before the host before the first connection was opened
    /// @param answered answers that came in the window, good or not
    /// @param backendMs CPU of upstream and database in the window, which is nobody else's
    /// @param samples in order of time, of the whole trial
    /// @throws IOException if none of them fell into the window
    public static Resources between(
            ProcFs.Host before,
            ProcessSampler.Edge start,
            ProcessSampler.Edge end,
            List<ProcessSample> samples,
            String phase,
            long answered,
            double backendMs)
            throws IOException {
        List<ProcessSample> inside =
                samples.stream().filter(sample -> sample.phase().equals(phase)).toList();
        double windowNs = end.atNs() - start.atNs();
        // CPU was read a little after each edge: its rate between the readings is that of the window.
        double cpuMs = (end.cpuNs() - start.cpuNs()) / 1e6 * windowNs / (windowNs + end.lateNs() - start.lateNs());
        double userTicks = end.counters().userMs() - start.counters().userMs();
        double systemTicks = end.counters().systemMs() - start.counters().systemMs();
        // The kernel's user/system split is coarse; its sum is taken from the precise clock.
        double userShare = userTicks + systemTicks > 0 ? userTicks / (userTicks + systemTicks) : 0;
        TaskTotals switches = TaskTotals.between(start.tasks(), end.tasks());
        double hostMs = end.host().totalMs() - start.host().totalMs();
        double windowSeconds = windowNs / 1e9;
        return new Resources(
                windowSeconds,
                cpuMs * userShare,
                cpuMs * (1 - userShare),
                answered == 0 ? 0 : cpuMs * 1e6 / answered,
                switches.voluntary(),
                switches.involuntary(),
                answered == 0 ? 0 : (double) (switches.voluntary() + switches.involuntary()) / answered,
                end.host().forks() - start.host().forks(),
                start.tasks().keySet().stream()
                        .filter(tid -> !end.tasks().containsKey(tid))
                        .count(),
                switches.runQueueDelayMs(),
                level(inside, ProcessSample::pssKiB),
                level(inside, ProcessSample::rssKiB),
                level(inside, ProcessSample::virtualKiB),
                level(inside, ProcessSample::threads),
                level(inside, ProcessSample::descriptors),
                level(inside, ProcessSample::sockets),
                end.counters().minorFaults() - start.counters().minorFaults(),
                end.counters().majorFaults() - start.counters().majorFaults(),
                kernelMemory(before, end.host()),
                share(end.host().stealMs() - start.host().stealMs(), hostMs),
                share(end.host().pressureMs() - start.host().pressureMs(), windowSeconds * 1e3),
                share(foreignMs(start, end, cpuMs + backendMs), hostMs),
                inside.size(),
                ThreadUse.between(start.tasks(), end.tasks()),
                Math.max(start.lateNs(), end.lateNs()) / 1e6);
    }

    private static double foreignMs(ProcessSampler.Edge start, ProcessSampler.Edge end, double ownMs) {
        double busyMs = end.host().busyMs() - start.host().busyMs();
        double generatorMs = (end.generatorCpuNs() - start.generatorCpuNs()) / 1e6;
        return Math.max(0, busyMs - ownMs - generatorMs);
    }

    private static Resources.KernelMemory kernelMemory(ProcFs.Host before, ProcFs.Host after) {
        return new Resources.KernelMemory(
                after.kernelStackKiB() - before.kernelStackKiB(),
                after.slabKiB() - before.slabKiB(),
                after.pageTablesKiB() - before.pageTablesKiB());
    }

    private static Resources.Level level(List<ProcessSample> samples, ToDoubleFunction<ProcessSample> quantity)
            throws IOException {
        var statistics = samples.stream()
                .mapToDouble(quantity)
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        if (statistics.getCount() == 0) {
            throw new IOException("no sample of the server's memory and threads fell into the window");
        }
        return new Resources.Level(statistics.getAverage(), statistics.getMin(), statistics.getMax());
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.clamp(part / whole, 0, 1);
    }
}

package threadvsloop.results.documents;

import java.util.List;
import java.util.regex.Pattern;

/// What the server's process tree used during the measurement window, which is exactly the window of load.
/// Counters are differences between the window's edges; levels (PSS, threads, …) are described by [Level].
///
/// @param cpuUserMs user CPU time, milliseconds
/// @param cpuSystemMs kernel CPU time on the server's behalf, milliseconds
/// @param cpuNsPerRequest (user + system) ÷ answers in the window, good or not; 0 if there were none, which is no
///     number
/// @param voluntarySwitches summed over all tasks alive at the window's end; see `exitedThreads`
/// @param clonedTasks tasks started on the whole host in the window: threads that came and went are among
///     them
/// @param exitedThreads tasks seen at the window's start and gone at its end: their switches are missing
///     above
/// @param runQueueDelayMs time tasks were ready and waiting for a CPU, milliseconds
/// @param kernelMemoryKiB growth on the host, since before the connections, of kernel stacks, slab and
///     page tables
/// @param hostStealShare CPU stolen by the hypervisor ÷ all CPU time of the window, 0 to 1
/// @param foreignCpuShare CPU used by neither server nor generator ÷ all CPU time of the window, 0 to 1
/// @param samples readings that the levels rest on
/// @param threadCpu which threads used the CPU, most first, at most [#MOST_GROUPS]; those that ended in
///     the window are missing
/// @param edgesLateMs how late CPU was read at an edge of the window, the worse of both
public record Resources(
        double windowSeconds,
        double cpuUserMs,
        double cpuSystemMs,
        double cpuNsPerRequest,
        long voluntarySwitches,
        long involuntarySwitches,
        double switchesPerRequest,
        long clonedTasks,
        long exitedThreads,
        double runQueueDelayMs,
        Level pssKiB,
        Level rssKiB,
        Level virtualKiB,
        Level threads,
        Level descriptors,
        Level sockets,
        long minorFaults,
        long majorFaults,
        KernelMemory kernelMemoryKiB,
        double hostStealShare,
        double hostCpuPressureShare,
        double foreignCpuShare,
        int samples,
        List<ThreadCpu> threadCpu,
        double edgesLateMs) {

    public static final int MOST_GROUPS = 12;

    /// Of the threads of a JVM's two compilers, as far as the kernel keeps them.
    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre.*");

    public Resources {
        threadCpu = List.copyOf(threadCpu);
    }

    /// The part of the server's CPU that went into compiling its code, 0 to 1; 0 of a server that is no JVM.
    public double compilerShare() {
        double compiledMs = threadCpu.stream()
                .filter(group -> COMPILER.matcher(group.name()).matches())
                .mapToDouble(ThreadCpu::cpuMs)
                .sum();
        return compiledMs == 0 ? 0 : Math.min(1, compiledMs / (cpuUserMs + cpuSystemMs));
    }

    /// Threads of one name, or of names that differ in the number at their end only, where it has a `#`.
    ///
    /// @param name as the kernel has it, 15 characters at most
    /// @param threads how many used any CPU in the window
    /// @param cpuMs that they used together
    /// @param busiestMs that one of them used most
    public record ThreadCpu(String name, int threads, double cpuMs, double busiestMs) {}

    /// A quantity that has a value at every moment: its mean and extremes over the window's samples.
    public record Level(double mean, double min, double max) {}

    /// Growth in KiB; also of the generator's end of each connection, since both ends live on one host.
    public record KernelMemory(double stacks, double slab, double pageTables) {}
}

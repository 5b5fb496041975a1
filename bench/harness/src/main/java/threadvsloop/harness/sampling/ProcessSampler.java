package threadvsloop.harness.sampling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.process.Posix;
import threadvsloop.results.run.ProcessSample;

/// Samples a server's process tree from `/proc` every 200 ms, and completely at the edges of the load's
/// phases.
///
/// Reading costs CPU on the generator's side, so the sampling thread yields to all others, and what grows
/// with the number of threads is rationed: PSS is read again after ten times as long as it took, and the
/// counters of single tasks, beyond 256 of them, at edges only. What is cheap is read at the edge itself, on
/// the caller's thread; what is not, of a server with up to 256 threads, just before the measurement and after
/// it, for a reading that takes milliseconds would hold up the load.
public final class ProcessSampler implements AutoCloseable {

    private static final long INTERVAL_MS = 200;
    private static final int TASKS_ALWAYS_READ = 256;
    private static final int PSS_REST_FACTOR = 10;

    /// A host whose CPUs are all busy leaves a thread that yields to all others next to no time.
    private static final long PATIENCE_S = 5;

    /// The callers' thread and the sampling thread each have their own reader.
    private final ProcFs proc;

    private final ProcFs edgeProc;
    private final Supplier<long[]> tree;
    private final FamilyCounters counters = FamilyCounters.ofThisMachine();
    private final long originNs;
    private final ScheduledExecutorService thread;
    private final List<ProcessSample> samples = Collections.synchronizedList(new ArrayList<>());
    private final List<CpuAt> cpu = Collections.synchronizedList(new ArrayList<>());

    private volatile String phase = "start";

    /// The processes as last seen: to look for them again takes longer than an edge may.
    private volatile long[] members;

    private long pssNotBeforeNs;
    private volatile @Nullable IOException failure;

    /// @param tree process ids of the server and its children
    /// @param originNs the trial's start by `System.nanoTime`
    /// @param samplers how many there are at once: the more, the seldomer each reads
    public ProcessSampler(Supplier<long[]> tree, long originNs, int samplers) {
        this.proc = ProcFs.ofThisMachine();
        this.edgeProc = ProcFs.ofThisMachine();
        this.tree = tree;
        this.originNs = originNs;
        this.members = tree.get();
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread sampler = new Thread(
                    () -> {
                        Posix.yieldToOthers();
                        runnable.run();
                    },
                    "sampler");
            sampler.setDaemon(true);
            return sampler;
        });
        var _ = thread.scheduleAtFixedRate(this::sample, 0, INTERVAL_MS * samplers, TimeUnit.MILLISECONDS);
    }

    /// CPU time that the server had used at a moment, both in ns and the moment on the clock of
    /// `System.nanoTime`.
    public record CpuAt(long atNs, long cpuNs) {}

    /// What changes fast, read at one edge of a phase.
    ///
    /// @param atNs the edge
    /// @param readNs when it was read, at or after the edge
    /// @param tasks null if they are too many to be read at the edge
    public record Glance(
            long atNs,
            long readNs,
            long cpuNs,
            long generatorCpuNs,
            ProcFs.Counters counters,
            ProcFs.Host host,
            @Nullable Map<Long, ProcFs.Task> tasks) {}

    /// All that is known at one edge of a phase.
    ///
    /// @param lateNs how long after the edge it was read
    public record Edge(
            long atNs,
            long lateNs,
            long cpuNs,
            long generatorCpuNs,
            ProcFs.Counters counters,
            ProcFs.Host host,
            Map<Long, ProcFs.Task> tasks) {}

    /// Reads what changes fast, at once, and begins a phase.
    ///
    /// @param atNs the edge on the load generator's clock
    public Glance glance(String nextPhase, long atNs) throws IOException {
        long[] pids = members;
        Map<Long, Long> cpuNs = cpuNs(pids);
        long readNs = System.nanoTime();
        long generatorCpuNs = Posix.processCpuNs(ProcessHandle.current().pid());
        Stats stats = stats(edgeProc, pids, cpuNs);
        ProcFs.Host host = edgeProc.host();
        Map<Long, ProcFs.Task> tasks = stats.sum().threads() <= TASKS_ALWAYS_READ ? tasks(edgeProc, pids) : null;
        phase = nextPhase;
        return new Glance(
                atNs, readNs, stats.used().cpuNs(), generatorCpuNs, stats.used().counters(), host, tasks);
    }

    /// Reads the rest. Blocks while the tasks are read, if the glance had too many: more than a second with
    /// 10,000 threads. What the sampling thread does not get done is read on the caller's thread.
    public Edge edge(Glance glance) throws IOException, InterruptedException {
        return new Edge(
                glance.atNs(),
                Math.max(0, glance.readNs() - glance.atNs()),
                glance.cpuNs(),
                glance.generatorCpuNs(),
                glance.counters(),
                glance.host(),
                glance.tasks() != null ? glance.tasks() : tasksOfMany());
    }

    /// A complete sample on the caller's thread, which does not wait for its turn: so that there is one of a
    /// short phase. Takes some milliseconds. Of a server with many threads it is the sampling thread that must
    /// read, and that reads at each edge.
    ///
    /// @param of the phase that it is a sample of
    public void sampleHere(String of) throws IOException {
        long[] pids = members;
        Stats stats = stats(edgeProc, pids, cpuNs(pids));
        if (stats.sum().threads() <= TASKS_ALWAYS_READ) {
            Moment now = new Moment(of, System.nanoTime());
            record(edgeProc, pids, now, stats, edgeProc.host(), tasks(edgeProc, pids), pssKiB(edgeProc, pids));
        }
    }

    /// Of those that are there.
    private static Map<Long, Long> cpuNs(long[] pids) {
        Map<Long, Long> cpuNs = new HashMap<>();
        for (long pid : pids) {
            long ns = Posix.processCpuNs(pid);
            if (ns >= 0) {
                cpuNs.put(pid, ns);
            }
        }
        return cpuNs;
    }

    /// @param sum of those that are there
    /// @param used by all that were ever there
    private record Stats(ProcFs.Stat sum, FamilyCounters.Used used) {}

    private Stats stats(ProcFs reader, long[] pids, Map<Long, Long> cpuNs) throws IOException {
        Map<Long, ProcFs.Stat> byPid = new HashMap<>();
        for (long pid : pids) {
            byPid.put(pid, reader.stat(pid));
        }
        ProcFs.Stat sum = byPid.values().stream().reduce(ProcFs.Stat.NONE, ProcFs.Stat::plus);
        return new Stats(sum, counters.total(cpuNs, byPid));
    }

    /// Begins a phase whose edge needs no complete reading.
    public void mark(String nextPhase) {
        phase = nextPhase;
    }

    /// The samples so far, in order of time. Does not wait for one that is being taken.
    ///
    /// @throws IOException what kept the sampling thread from reading
    public List<ProcessSample> samples() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return List.copyOf(samples).stream()
                .sorted(Comparator.comparingDouble(ProcessSample::timeSeconds))
                .toList();
    }

    /// The server's CPU time at each of them, precisely.
    public List<CpuAt> cpu() {
        return List.copyOf(cpu);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void sample() {
        try {
            long[] pids = tree.get();
            members = pids;
            long atNs = System.nanoTime();
            Stats stats = stats(proc, pids, cpuNs(pids));
            cpu.add(new CpuAt(atNs, stats.used().cpuNs()));
            Map<Long, ProcFs.Task> tasks = stats.sum().threads() <= TASKS_ALWAYS_READ ? tasks(proc, pids) : null;
            record(proc, pids, now(), stats, proc.host(), tasks, seldomPss(pids));
        } catch (IOException | UncheckedIOException e) {
            // Kept for the trial's own thread, which reports it: a scheduled task has nobody to throw to.
            failure = failure == null ? new IOException("the server cannot be sampled: " + e.getMessage(), e) : failure;
        }
    }

    private Map<Long, ProcFs.Task> tasksOfMany() throws IOException, InterruptedException {
        Future<Map<Long, ProcFs.Task>> asked = thread.submit(() -> tasksAndSample(proc));
        try {
            return asked.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            asked.cancel(false);
            return tasksAndSample(edgeProc);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException("the server cannot be sampled", e);
        }
    }

    private Map<Long, ProcFs.Task> tasksAndSample(ProcFs reader) throws IOException {
        long[] pids = tree.get();
        Map<Long, ProcFs.Task> tasks = tasks(reader, pids);
        Stats stats = stats(reader, pids, cpuNs(pids));
        record(reader, pids, now(), stats, reader.host(), tasks, pssKiB(reader, pids));
        return tasks;
    }

    private static Map<Long, ProcFs.Task> tasks(ProcFs proc, long[] pids) throws IOException {
        Map<Long, ProcFs.Task> all = new HashMap<>();
        for (long pid : pids) {
            all.putAll(proc.tasks(pid));
        }
        return all;
    }

    /// On either thread, with its own reader.
    private void record(
            ProcFs reader,
            long[] pids,
            Moment now,
            Stats stats,
            ProcFs.Host host,
            @Nullable Map<Long, ProcFs.Task> tasks,
            double pssKiB)
            throws IOException {
        long descriptors = 0;
        for (long pid : pids) {
            descriptors += reader.descriptors(pid);
        }
        TaskTotals totals = tasks == null ? null : TaskTotals.of(tasks);
        samples.add(new ProcessSample(
                (now.atNs() - originNs) / 1e9,
                now.phase(),
                pssKiB,
                stats.sum().rssKiB(),
                stats.sum().virtualKiB(),
                stats.sum().threads(),
                stats.used().counters().userMs(),
                stats.used().counters().systemMs(),
                totals == null ? -1 : totals.voluntary(),
                totals == null ? -1 : totals.involuntary(),
                totals == null ? Double.NaN : totals.runQueueDelayMs(),
                stats.used().counters().minorFaults(),
                stats.used().counters().majorFaults(),
                descriptors,
                host.tcpSockets(),
                host.stealMs(),
                host.pressureMs()));
    }

    private record Moment(String phase, long atNs) {}

    /// The sampling thread may lose its CPU between the two, and a phase may begin meanwhile.
    private Moment now() {
        Moment now;
        do {
            now = new Moment(phase, System.nanoTime());
        } while (!now.phase().equals(phase));
        return now;
    }

    private double seldomPss(long[] pids) throws IOException {
        long beginNs = System.nanoTime();
        if (beginNs < pssNotBeforeNs) {
            return Double.NaN;
        }
        double pssKiB = pssKiB(proc, pids);
        long endNs = System.nanoTime();
        pssNotBeforeNs = endNs + PSS_REST_FACTOR * (endNs - beginNs);
        return pssKiB;
    }

    private static double pssKiB(ProcFs reader, long[] pids) throws IOException {
        double sum = 0;
        for (long pid : pids) {
            sum += reader.pssKiB(pid);
        }
        return sum;
    }
}

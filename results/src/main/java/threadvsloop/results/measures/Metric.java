package threadvsloop.results.measures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantile;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.StartUp;
import threadvsloop.results.documents.Trial;

/// A number that a trial yields, in the unit that people read. Less is better for all but [#ACHIEVED],
/// [#ANSWERED] and
/// [#REQUESTS_PER_CPU_SECOND].
public enum Metric {
    ACHIEVED("Achieved", "/s", load(LoadSummary::achievedPerSecond)),
    /// The part of the requests that had a good answer.
    ANSWERED("Answered", "%", load(load -> 100.0 * (load.requests() - load.errors()) / load.requests())),
    /// Of good answers; none where so many requests had no good answer that it would say little.
    MEAN("Mean", "ms", load(Metric::meanMs)),
    P50("p50", "ms", responseMs(Quantiles::p50)),
    P90("p90", "ms", responseMs(Quantiles::p90)),
    P99("p99", "ms", responseMs(Quantiles::p99)),
    P999("p99.9", "ms", responseMs(Quantiles::p999)),
    MAX("Max", "ms", responseMs(Quantiles::max)),
    CPU_PER_REQUEST("CPU/request", "µs", perRequest((load, used) -> used.cpuNsPerRequest() / 1e3)),
    /// The same without the CPU of a JVM's compilers, which a warm server does without.
    WARM_CPU_PER_REQUEST(
            "CPU/request without compilers",
            "µs",
            perRequest((load, used) -> used.cpuNsPerRequest() / 1e3 * (1 - used.compilerShare()))),
    /// Answers for each second of CPU that the server used.
    REQUESTS_PER_CPU_SECOND("Requests/CPU second", "", perRequest((load, used) -> 1e9 / used.cpuNsPerRequest())),
    SWITCHES_PER_REQUEST("Switches/request", "", perRequest((load, used) -> used.switchesPerRequest())),
    /// Threads and processes started, on the whole host.
    STARTS_PER_REQUEST(
            "Starts/request", "", alone(perRequest((load, used) -> (double) used.clonedTasks() / load.requests()))),
    /// Writes to a socket, as the server counts them; from its start, of all its requests.
    WRITES_PER_REQUEST("Writes/request", "", Metric::writesPerRequest),
    CPU_SHARE("CPU", "% of one", used(used -> cpuMs(used) / (used.windowSeconds() * 1e3) * 100)),
    /// The single thread that used most.
    BUSIEST_THREAD("Busiest thread", "% of the server's CPU", threads(Metric::busiestMs)),
    /// The threads on which Node.js does what would block its loop.
    POOL_CPU("libuv workers", "% of the server's CPU", threads(Metric::libuvMs)),
    PSS("PSS", "MiB", used(used -> used.pssKiB().mean() / 1024)),
    RSS("RSS", "MiB", used(used -> used.rssKiB().mean() / 1024)),
    VIRTUAL("Virtual size", "MiB", used(used -> used.virtualKiB().mean() / 1024)),
    THREADS("Threads", "", used(used -> used.threads().mean())),
    /// Growth of kernel stacks, slab and page tables on the host, of both ends of the connections.
    KERNEL_MEMORY("Kernel memory", "MiB", alone(used(used -> kernelKiB(used.kernelMemoryKiB()) / 1024))),
    /// How late the other REST server sent its answers.
    UPSTREAM_LATENESS("Upstream late p99", "ms", Metric::upstreamLateMs),
    /// Of upstream and database, on the CPUs that they share with the load generator.
    BACKEND_CPU("Backends' CPU", "% of theirs", Metric::backendCpu),
    /// From the start of its process until a server is ready.
    START_READY("Start", "ms", start(StartUp::readyMs)),
    /// From the start of its process to a server's first answer.
    FIRST_ANSWER("First answer", "ms", start(Metric::firstAnswerMs)),
    /// Response time in the first second of load.
    FIRST_SECOND_P99("First second p99", "ms", start(Metric::firstSecondMs));

    private static final double NS_PER_MS = 1e6;
    /// Of all requests.
    private static final double MAX_FAILED_OF_MEAN = 0.001;
    private static final String LIBUV_WORKER = "libuv-worker";

    private final String label;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // every reading is a function without state
    private final Reading reading;

    Metric(String label, String unit, Reading reading) {
        this.label = label;
        this.unit = unit;
        this.reading = reading;
    }

    /// Not a number where the trial has none.
    private interface Reading {
        double of(Trial trial);
    }

    /// Its name in files: `cpu-per-request`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException if none has this id; names those that there are
    public static Metric ofId(String id) {
        return Arrays.stream(values())
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no metric \"" + id + "\"; there are "
                        + Arrays.stream(values()).map(Metric::id).collect(Collectors.joining(", "))));
    }

    public String label() {
        return label;
    }

    /// Whether it says something of the slowest 1% of the requests.
    public boolean tail() {
        return this == P99 || this == P999 || this == MAX || this == FIRST_SECOND_P99;
    }

    /// Which quantile it is; empty if it is none.
    public Optional<Quantile> quantile() {
        return switch (this) {
            case P50 -> Optional.of(Quantile.P50);
            case P90 -> Optional.of(Quantile.P90);
            case P99 -> Optional.of(Quantile.P99);
            case P999 -> Optional.of(Quantile.P999);
            default -> Optional.empty();
        };
    }

    /// The same number without what a server needs only until it is warm; empty where that cannot be told.
    public Optional<Metric> warm() {
        return this == CPU_PER_REQUEST ? Optional.of(WARM_CPU_PER_REQUEST) : Optional.empty();
    }

    /// Empty when the number is a plain count or ratio.
    public String unit() {
        return unit;
    }

    /// Empty when the trial has no such number: nothing was sent, or the server could not be sampled.
    public OptionalDouble of(Trial trial) {
        double value = reading.of(trial);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static Reading load(ToDoubleFunction<LoadSummary> number) {
        return trial -> {
            LoadSummary load = trial.load();
            return load == null || load.requests() == 0 ? Double.NaN : number.applyAsDouble(load);
        };
    }

    /// Of all requests: what lies among those without a good answer is no number.
    private static Reading responseMs(ToDoubleFunction<Quantiles> quantile) {
        return load(load -> ms(quantile.applyAsDouble(load.responseOfAllNs())));
    }

    private static double meanMs(LoadSummary load) {
        boolean few = load.failures().requests() <= MAX_FAILED_OF_MEAN * load.requests();
        return few ? ms(load.responseNs().mean()) : Double.NaN;
    }

    private static double ms(double ns) {
        return ns == Quantiles.UNKNOWN ? Double.NaN : ns / NS_PER_MS;
    }

    private static Reading used(ToDoubleFunction<Resources> number) {
        return trial -> {
            Resources used = trial.resources();
            return used == null ? Double.NaN : number.applyAsDouble(used);
        };
    }

    private static Reading perRequest(ToDoubleBiFunction<LoadSummary, Resources> number) {
        return trial -> {
            Resources used = trial.resources();
            return used == null || used.cpuNsPerRequest() == 0
                    ? Double.NaN
                    : load(load -> number.applyAsDouble(load, used)).of(trial);
        };
    }

    /// What is counted on the whole host is nobody's when servers take turns.
    private static Reading alone(Reading counted) {
        return trial -> trial.point().course().inTurns() ? Double.NaN : counted.of(trial);
    }

    /// A share of the server's CPU, of which the single threads' part is read a moment later.
    private static Reading threads(ToDoubleFunction<Resources> threadMs) {
        return used(used -> used.threadCpu().isEmpty()
                ? Double.NaN
                : Math.min(100, 100 * threadMs.applyAsDouble(used) / cpuMs(used)));
    }

    private static Reading start(ToDoubleFunction<StartUp> number) {
        return trial -> {
            StartUp start = trial.startUp();
            return start == null ? Double.NaN : number.applyAsDouble(start);
        };
    }

    private static double cpuMs(Resources used) {
        return used.cpuUserMs() + used.cpuSystemMs();
    }

    private static double busiestMs(Resources used) {
        return used.threadCpu().stream()
                .mapToDouble(Resources.ThreadCpu::busiestMs)
                .max()
                .orElse(Double.NaN);
    }

    private static double libuvMs(Resources used) {
        return used.threadCpu().stream()
                .filter(group -> group.name().startsWith(LIBUV_WORKER))
                .mapToDouble(Resources.ThreadCpu::cpuMs)
                .sum();
    }

    private static double writesPerRequest(Trial trial) {
        return trial.serverStats().get("writes") instanceof Number writes
                        && trial.serverStats().get("requests") instanceof Number requests
                ? writes.doubleValue() / requests.doubleValue()
                : Double.NaN;
    }

    private static double upstreamLateMs(Trial trial) {
        BackendUse backends = trial.backends();
        BackendUse.Upstream upstream = backends == null ? null : backends.upstream();
        BackendUse.Lateness lateness = upstream == null ? null : upstream.latenessMs();
        return lateness == null ? Double.NaN : lateness.p99();
    }

    private static double backendCpu(Trial trial) {
        BackendUse backends = trial.backends();
        return backends == null ? Double.NaN : backends.cpuShare() * 100;
    }

    private static double firstAnswerMs(StartUp start) {
        Double answered = start.firstAnswerMs();
        return answered == null ? Double.NaN : answered;
    }

    private static double firstSecondMs(StartUp start) {
        long ns = start.firstSecondP99Ns();
        return ns == StartUp.NOTHING_ENDED ? Double.NaN : ns / NS_PER_MS;
    }

    private static double kernelKiB(Resources.KernelMemory growth) {
        return growth.stacks() + growth.slab() + growth.pageTables();
    }
}

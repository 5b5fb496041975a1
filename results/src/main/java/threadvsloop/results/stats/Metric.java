package threadvsloop.results.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.run.LoadSummary;
import threadvsloop.results.run.Neighbours;
import threadvsloop.results.run.Resources;
import threadvsloop.results.run.StartUp;
import threadvsloop.results.run.Trial;

/// A number that a trial yields, in the unit that people read. Less is better for all but [#ACHIEVED].
public enum Metric {
    ACHIEVED("Achieved", "/s"),
    P50("p50", "ms"),
    P90("p90", "ms"),
    P99("p99", "ms"),
    P999("p99.9", "ms"),
    MAX("Max", "ms"),
    CPU_PER_REQUEST("CPU/request", "µs"),
    SWITCHES_PER_REQUEST("Switches/request", ""),
    CPU_SHARE("CPU", "% of one"),
    PSS("PSS", "MiB"),
    RSS("RSS", "MiB"),
    VIRTUAL("Virtual size", "MiB"),
    THREADS("Threads", ""),
    /// Growth of kernel stacks, slab and page tables on the host, of both ends of the connections.
    KERNEL_MEMORY("Kernel memory", "MiB"),
    /// How late the other REST server sent its answers.
    UPSTREAM_LATENESS("Upstream late p99", "ms"),
    /// Of upstream and database, on the CPUs that they share with the load generator.
    NEIGHBOUR_CPU("Neighbours' CPU", "% of theirs"),
    /// From the start of its process until a server is ready.
    START_READY("Start", "ms"),
    /// From the start of its process to a server's first answer.
    FIRST_ANSWER("First answer", "ms"),
    /// Response time in the first second of load.
    FIRST_SECOND_P99("First second p99", "ms");

    private static final double NS_PER_MS = 1e6;

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /// The metric as files and command lines name it: `cpu-per-request`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException for an unknown name, with those that are known
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

    /// Empty when the number is a plain count or ratio.
    public String unit() {
        return unit;
    }

    /// Empty when the trial has no such number: nothing was sent, or the server could not be sampled.
    public OptionalDouble of(Trial trial) {
        double value = switch (this) {
            case ACHIEVED, P50, P90, P99, P999, MAX -> ofLoad(trial.load());
            case CPU_PER_REQUEST, SWITCHES_PER_REQUEST -> perRequest(trial.load(), trial.resources());
            case CPU_SHARE, PSS, RSS, VIRTUAL, THREADS, KERNEL_MEMORY -> ofResources(trial.resources());
            case UPSTREAM_LATENESS, NEIGHBOUR_CPU -> ofNeighbours(trial.neighbours());
            case START_READY, FIRST_ANSWER, FIRST_SECOND_P99 -> ofStartUp(trial.startUp());
        };
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private double ofLoad(@Nullable LoadSummary load) {
        if (load == null || load.requests() == 0) {
            return Double.NaN;
        }
        return switch (this) {
            case ACHIEVED -> load.achievedPerSecond();
            case P50 -> load.responseNs().p50() / NS_PER_MS;
            case P90 -> load.responseNs().p90() / NS_PER_MS;
            case P99 -> load.responseNs().p99() / NS_PER_MS;
            case P999 -> load.responseNs().p999() / NS_PER_MS;
            case MAX -> load.responseNs().max() / NS_PER_MS;
            default -> Double.NaN;
        };
    }

    private double perRequest(@Nullable LoadSummary load, @Nullable Resources used) {
        if (load == null || load.requests() == 0 || used == null) {
            return Double.NaN;
        }
        return this == CPU_PER_REQUEST ? used.cpuNsPerRequest() / 1e3 : used.switchesPerRequest();
    }

    private double ofResources(@Nullable Resources used) {
        if (used == null) {
            return Double.NaN;
        }
        return switch (this) {
            case CPU_SHARE -> (used.cpuUserMs() + used.cpuSystemMs()) / (used.windowSeconds() * 1e3) * 100;
            case PSS -> used.pssKiB().mean() / 1024;
            case RSS -> used.rssKiB().mean() / 1024;
            case VIRTUAL -> used.virtualKiB().mean() / 1024;
            case THREADS -> used.threads().mean();
            case KERNEL_MEMORY -> kernelKiB(used.kernelMemoryKiB()) / 1024;
            default -> Double.NaN;
        };
    }

    private double ofNeighbours(@Nullable Neighbours neighbours) {
        if (neighbours == null) {
            return Double.NaN;
        }
        if (this == NEIGHBOUR_CPU) {
            return neighbours.cpuShare() * 100;
        }
        Neighbours.Upstream upstream = neighbours.upstream();
        Neighbours.Lateness lateness = upstream == null ? null : upstream.latenessMs();
        return lateness == null ? Double.NaN : lateness.p99();
    }

    private double ofStartUp(@Nullable StartUp start) {
        if (start == null) {
            return Double.NaN;
        }
        if (this == FIRST_SECOND_P99) {
            long ns = start.firstSecondP99Ns();
            return ns == StartUp.NOTHING_ENDED ? Double.NaN : ns / NS_PER_MS;
        }
        Double answered = start.firstAnswerMs();
        return this == START_READY ? start.readyMs() : answered == null ? Double.NaN : answered;
    }

    private static double kernelKiB(Resources.KernelMemory growth) {
        return growth.stacks() + growth.slab() + growth.pageTables();
    }
}

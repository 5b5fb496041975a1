package threadvsloop.harness.plan;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.sampling.ProcFs;
import threadvsloop.results.documents.PointSpec;

/// Limits of this machine against what a plan needs; looked at before anything is started.
///
/// @param openFiles descriptors that one process may open
/// @param threads tasks that may exist at once
/// @param mappings memory mappings that one process may have: a Java thread's stack takes three
/// @param ports local ports for connections to one address
/// @param backlog connections that may wait to be accepted
public record Preflight(long openFiles, long threads, long mappings, long ports, long backlog) {

    private static final int RESERVE = 300;
    private static final int MAPPINGS_PER_THREAD = 3;
    private static final int BURST = 4_096;

    public static Preflight ofThisMachine() {
        var os = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long pids = setting("kernel/pid_max");
        return new Preflight(
                os.getMaxFileDescriptorCount(),
                Math.min(pids, setting("kernel/threads-max")),
                setting("vm/max_map_count"),
                localPorts(),
                setting("net/core/somaxconn"));
    }

    /// @throws PreflightException naming each limit that is too low, and how to raise it
    public void check(RunRequest request) {
        int connections = request.scenarios().stream()
                .flatMap(scenario -> scenario.points().stream())
                .mapToInt(PointSpec::connections)
                .max()
                .orElse(0);
        boolean threadEach = request.contestants().stream()
                .anyMatch(contestant -> contestant.family().equals("thread"));
        List<String> problems = problems(connections, threadEach);
        if (!problems.isEmpty()) {
            throw new PreflightException(problems);
        }
    }

    /// One sentence with a remedy for each limit that the given number of connections exceeds.
    public List<String> problems(int connections, boolean threadEach) {
        List<String> problems = new ArrayList<>();
        need(problems, "open files", openFiles, connections + RESERVE, "ulimit -n %d");
        need(problems, "local ports", ports, connections, "sysctl -w net.ipv4.ip_local_port_range='1024 65535'");
        if (threadEach) {
            need(
                    problems,
                    "threads",
                    threads,
                    connections + RESERVE,
                    "sysctl -w kernel.pid_max=%1$d kernel.threads-max=%1$d");
            need(
                    problems,
                    "memory mappings",
                    mappings,
                    (long) MAPPINGS_PER_THREAD * (connections + RESERVE),
                    "sysctl -w vm.max_map_count=%d");
        }
        return problems;
    }

    /// Not fatal, but it decides what a burst of connections measures.
    public Optional<String> backlogWarning() {
        return backlog >= BURST
                ? Optional.empty()
                : Optional.of(
                        ("net.core.somaxconn is %d: a burst of connections fills the accept queue before it tests the"
                                        + " server; sysctl -w net.core.somaxconn=%d")
                                .formatted(backlog, BURST));
    }

    private static void need(List<String> problems, String what, long have, long need, String remedy) {
        if (have < need) {
            problems.add(
                    "%s: this plan needs %,d, the limit is %,d. Remedy: %s, or choose scenarios with fewer connections"
                            .formatted(what, need, have, remedy.formatted(need)));
        }
    }

    private static long localPorts() {
        String[] range = text("net/ipv4/ip_local_port_range").split("\\s+");
        return range.length == 2 ? Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1 : Long.MAX_VALUE;
    }

    /// @return no limit where the kernel has no such setting
    private static long setting(String name) {
        String text = text(name);
        return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static String text(String name) {
        try {
            return ProcFs.ofThisMachine().setting(name);
        } catch (IOException e) {
            throw new UncheckedIOException("kernel setting " + name + " cannot be read", e);
        }
    }
}

package threadvsloop.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.Project;
import threadvsloop.harness.backend.Database;
import threadvsloop.harness.backend.Upstream;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.CatalogueContestant;
import threadvsloop.harness.plan.Preflight;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.NodeRuntime;
import threadvsloop.harness.sampling.ProcFs;

/// Each check ends in one line; what fails says how to mend it.
@Command(name = "doctor", description = "Checks JDK, Node.js, CPUs, limits and noise of this machine.")
final class DoctorCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 10_000;
    private static final long NOISE_WINDOW_MS = 2_000;
    private static final double NOISE_BOUND = 0.05;

    @Spec
    private CommandSpec spec;

    private enum Grade {
        OK,
        WARN,
        FAIL
    }

    private record Finding(Grade grade, String text) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Project project = Project.find();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Grade.OK, "Java " + Runtime.version()));
        findings.add(node(project));
        findings.addAll(servers(project));
        findings.add(upstream(project));
        findings.add(database());
        findings.add(cpus());
        findings.addAll(limits());
        findings.add(noise());
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.printf("%-4s  %s%n", finding.grade(), finding.text()));
        return findings.stream().anyMatch(finding -> finding.grade() == Grade.FAIL)
                ? ExitCode.PREFLIGHT
                : ExitCode.DONE;
    }

    private static Finding node(Project project) {
        return NodeRuntime.find(project)
                .map(node -> node.pinned()
                        ? new Finding(Grade.OK, "Node.js " + node.version() + " from npm, as pinned")
                        : new Finding(
                                Grade.WARN,
                                "Node.js is the machine's own, %s %s, not the pinned one: install npm, then run mvn -DskipTests package"
                                        .formatted(node.path(), node.version())))
                .orElse(new Finding(Grade.WARN, NodeRuntime.REMEDY));
    }

    private static List<Finding> servers(Project project) {
        List<String> missing = Catalogue.read(project).contestants().values().stream()
                .filter(contestant -> contestant instanceof CatalogueContestant own && own.requires() == null)
                .map(contestant -> contestant.unavailable(project))
                .flatMap(Optional::stream)
                .toList();
        return missing.isEmpty()
                ? List.of(new Finding(Grade.OK, "all servers are built"))
                : missing.stream().map(why -> new Finding(Grade.FAIL, why)).toList();
    }

    private static Finding upstream(Project project) {
        return Upstream.unavailable(project)
                .map(why -> new Finding(Grade.FAIL, why))
                .orElseGet(() -> new Finding(Grade.OK, "the upstream is built"));
    }

    private static Finding database() {
        return Database.unavailable()
                .map(why -> new Finding(Grade.WARN, "scenarios with a database: " + why))
                .orElseGet(() -> new Finding(Grade.OK, "PostgreSQL is there, for scenarios that need a database"));
    }

    private static Finding cpus() {
        Cpus cpus = Cpus.ofThisMachine();
        return cpus.pinned()
                ? new Finding(
                        Grade.OK, "servers on CPU %s, generator on CPU %s".formatted(cpus.server(), cpus.generator()))
                : new Finding(
                        Grade.WARN,
                        "server and generator cannot be kept apart: two CPUs and taskset (util-linux) are needed");
    }

    private static List<Finding> limits() {
        Preflight limits = Preflight.ofThisMachine();
        List<String> problems = limits.problems(CONNECTIONS, true);
        List<Finding> findings = new ArrayList<>();
        if (problems.isEmpty()) {
            findings.add(new Finding(
                    Grade.OK,
                    "limits allow %,d connections, each with a thread (open files %,d, threads %,d)"
                            .formatted(CONNECTIONS, limits.openFiles(), limits.threads())));
        }
        problems.forEach(problem -> findings.add(new Finding(Grade.FAIL, problem)));
        limits.backlogWarning().ifPresent(warning -> findings.add(new Finding(Grade.WARN, warning)));
        return findings;
    }

    private static Finding noise() throws IOException, InterruptedException {
        ProcFs proc = ProcFs.ofThisMachine();
        ProcFs.Host before = proc.host();
        Thread.sleep(NOISE_WINDOW_MS);
        ProcFs.Host after = proc.host();
        double totalMs = after.totalMs() - before.totalMs();
        double steal = (after.stealMs() - before.stealMs()) / totalMs;
        double busy = (after.busyMs() - before.busyMs()) / totalMs;
        String text = "over 2 s other processes used %.1f%% of the CPUs, the hypervisor took %.1f%%"
                .formatted(busy * 100, steal * 100);
        return steal <= NOISE_BOUND && busy <= NOISE_BOUND
                ? new Finding(Grade.OK, text)
                : new Finding(Grade.WARN, text + ": trials may end SUSPECT; stop other work, or use a quieter machine");
    }
}

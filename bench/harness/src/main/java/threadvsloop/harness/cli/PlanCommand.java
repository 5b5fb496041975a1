package threadvsloop.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import threadvsloop.harness.Durations;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.Project;
import threadvsloop.harness.backend.Backend;
import threadvsloop.harness.plan.RunRequest;
import threadvsloop.harness.plan.TrialCost;
import threadvsloop.harness.plan.TrialOverheads;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;

@Command(name = "plan", description = "Shows the trials of a profile in order, with time and disk; touches nothing.")
final class PlanCommand implements Callable<Integer> {

    private static final double BYTES_PER_MIB = 1 << 20;

    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Project project = Project.find();
        RunRequest request = options.request(options.catalogue(project), project);
        PrintWriter out = spec.commandLine().getOut();
        Duration time = request.needs().stream().map(need -> need.startTime).reduce(Duration.ZERO, Duration::plus);
        TrialOverheads overheads = TrialOverheads.of(project.runs());
        long bytes = 0;
        for (Plan.Entry entry : request.plan().trials()) {
            TrialCost cost = overheads.cost(point(request, entry), entry.contestant());
            time = time.plus(cost.time());
            bytes += cost.diskBytes();
            out.printf(
                    "%4d  block %d  %-14s %-10s %-18s %.1f s%n",
                    entry.order() + 1,
                    entry.block(),
                    entry.scenario(),
                    entry.point(),
                    entry.contestant(),
                    Durations.seconds(cost.time()));
        }
        out.printf(
                "%d trials, about %s, about %.1f MiB%n",
                request.plan().trials().size(), Durations.words(time), bytes / BYTES_PER_MIB);
        if (!request.needs().isEmpty()) {
            out.println("Started once: "
                    + request.needs().stream().map(Backend::label).collect(Collectors.joining(", ")));
        }
        request.leftOut().forEach(what -> out.println("! " + what));
        out.println("Time: " + overheads.source());
        return ExitCode.DONE;
    }

    private static PointSpec point(RunRequest request, Plan.Entry entry) {
        return request.scenarios().stream()
                .filter(scenario -> scenario.id().equals(entry.scenario()))
                .flatMap(scenario -> scenario.points().stream())
                .filter(point -> point.id().equals(entry.point()))
                .findFirst()
                .orElseThrow();
    }
}

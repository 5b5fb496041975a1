package threadvsloop.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import threadvsloop.results.run.Plan;
import threadvsloop.results.run.PointSpec;
import threadvsloop.results.run.Run;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.Trial;

/// Carries out the plan of a run directory: every trial that is not yet complete, in order, each on disk as it ends.
///
/// [#carryOut] belongs to one thread; [#interrupt] may be called from any.
final class BenchmarkRun {

    static final String RUNNING = "running";
    static final String INTERRUPTED = "interrupted";
    static final String COMPLETE = "complete";

    private final RunDirectory directory;
    private final Run run;
    private final Plan plan;
    private final Catalogue catalogue;
    private final Progress progress;
    private final TrialRunner trials;

    private BenchmarkRun(
            RunDirectory directory, Run run, Plan plan, Catalogue catalogue, Progress progress, TrialRunner trials) {
        this.directory = directory;
        this.run = run;
        this.plan = plan;
        this.catalogue = catalogue;
        this.progress = progress;
        this.trials = trials;
    }

    static BenchmarkRun of(RunDirectory directory, Catalogue catalogue, Project project, Cpus cpus, Progress progress)
            throws IOException {
        return new BenchmarkRun(
                directory,
                directory.readRun(),
                directory.readPlan(),
                catalogue,
                progress,
                new TrialRunner(project, cpus, progress::phase));
    }

    /// Blocks until the last trial has ended.
    ///
    /// @throws InterruptedException when [#interrupt] was called; what was finished is kept
    void carryOut() throws IOException, InterruptedException {
        List<Plan.Entry> open = new ArrayList<>();
        for (Plan.Entry entry : plan.trials()) {
            if (!directory.isComplete(entry)) {
                open.add(entry);
            }
        }
        progress.start(plan.trials().size(), estimates(open));
        mark(RUNNING);
        if (!open.isEmpty()) {
            warmUpGenerator(open.getFirst());
        }
        for (Plan.Entry entry : open) {
            progress.trial(entry);
            Trial trial = trials.run(
                    entry, point(entry), catalogue.contestant(entry.contestant()), 1, directory.begin(entry));
            progress.done(trial);
        }
        mark(COMPLETE);
        progress.end();
    }

    /// The generator is a Java program too: its code is compiled in a load that nobody records.
    private void warmUpGenerator(Plan.Entry first) throws IOException, InterruptedException {
        progress.message("warming up the load generator");
        trials.rehearse(catalogue.contestant(first.contestant()));
    }

    /// Ends the run early; servers are stopped, finished trials stay.
    void interrupt() {
        trials.stop();
        try {
            mark(INTERRUPTED);
        } catch (IOException e) {
            progress.message("the run directory could not be marked as interrupted: " + e.getMessage());
        }
    }

    private void mark(String status) throws IOException {
        directory.writeRun(new Run(
                run.schemaVersion(),
                run.profile(),
                run.startedAt(),
                status,
                run.commit(),
                run.command(),
                run.seed(),
                run.blocks(),
                run.contestants(),
                run.scenarios(),
                run.warnings()));
    }

    private List<Duration> estimates(List<Plan.Entry> entries) {
        return entries.stream().map(entry -> TrialCost.of(point(entry)).time()).toList();
    }

    private PointSpec point(Plan.Entry entry) {
        return run.scenarios().stream()
                .filter(scenario -> scenario.id().equals(entry.scenario()))
                .flatMap(scenario -> scenario.points().stream())
                .filter(point -> point.id().equals(entry.point()))
                .findFirst()
                .orElseThrow(() -> new UsageException("plan.json names point " + entry.point() + " of "
                        + entry.scenario() + ", which run.json does not have: the directory was edited by hand"));
    }
}

package threadvsloop.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.backend.Backend;
import threadvsloop.harness.backend.Backends;
import threadvsloop.harness.backend.DatabaseAddress;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.plan.FurtherBlock;
import threadvsloop.harness.plan.Repeats;
import threadvsloop.harness.plan.TimeLimit;
import threadvsloop.harness.plan.TrialOverheads;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.trial.TrialRunner;
import threadvsloop.harness.trial.Turns;
import threadvsloop.results.claims.Precision;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.TrialWriter;

/// Carries out the plan of a run directory: every trial that is not yet complete, in order, each on disk
/// as it ends.
///
/// [#carryOut] belongs to one thread; [#interrupt] may be called from any.
final class BenchmarkRun {

    private final RunDirectory directory;
    private Run run;
    private final Catalogue catalogue;
    private final Progress progress;
    private final Backends backends;
    private final TrialRunner trials;
    private final TrialOverheads overheads;
    private final TimeLimit limit;

    private BenchmarkRun(
            RunDirectory directory,
            Run run,
            Catalogue catalogue,
            Progress progress,
            Backends backends,
            TrialRunner trials,
            TrialOverheads overheads,
            TimeLimit limit) {
        this.directory = directory;
        this.run = run;
        this.catalogue = catalogue;
        this.progress = progress;
        this.backends = backends;
        this.trials = trials;
        this.overheads = overheads;
        this.limit = limit;
    }

    /// @param database the one to use instead of an embedded one
    /// @param limit for what is added to the plan
    static BenchmarkRun of(
            RunDirectory directory,
            Catalogue catalogue,
            Project project,
            Cpus cpus,
            Optional<DatabaseAddress> database,
            TimeLimit limit,
            Progress progress)
            throws IOException {
        Path logs = Files.createDirectories(directory.path().resolve("backends"));
        Backends backends = new Backends(project, cpus, logs, database, progress::message);
        return new BenchmarkRun(
                directory,
                directory.readRun(),
                catalogue,
                progress,
                backends,
                new TrialRunner(project, cpus, backends, logs, rehearsed(), progress::phase),
                TrialOverheads.of(project.runs()),
                limit);
    }

    /// The setting `tvl.rehearsed`, a system property: the share of its usual time that the generator rehearses for.
    /// Tests of the command, for which it does not matter how fast the generator is, make it small.
    private static double rehearsed() {
        return Double.parseDouble(System.getProperty("tvl.rehearsed", "1"));
    }

    /// Blocks until the last trial has ended, those that make up for INVALID ones included.
    ///
    /// @throws InterruptedException when [#interrupt] was called; what was finished is kept
    void carryOut() throws IOException, InterruptedException {
        Plan plan = directory.readPlan();
        List<Plan.Entry> open = open(plan);
        progress.start(plan.trials().size(), estimates(open));
        mark(Run.RUNNING);
        try (backends) {
            if (open.isEmpty()) {
                open = added();
            }
            if (!open.isEmpty()) {
                warmUp(open);
            }
            while (!open.isEmpty()) {
                carryOut(open);
                open = added();
            }
        }
        mark(Run.COMPLETE);
        progress.end();
    }

    /// When all that was planned has been run: what must be run besides, which is part of the plan on disk
    /// before any of it begins.
    ///
    /// @return none if all is well, or this run is only a look
    private List<Plan.Entry> added() throws IOException {
        Plan before = directory.readPlan();
        List<Plan.Entry> again = more(before, repeated(before), "blocks with INVALID trials are run again");
        return again.isEmpty() ? more(before, widened(before), "a block is added where intervals are wide") : again;
    }

    private List<Plan.Entry> more(Plan before, Plan wanted, String why) throws IOException {
        Plan after = limit.fitting(before, wanted, this::estimate);
        int unfit = wanted.trials().size() - after.trials().size();
        if (unfit > 0) {
            progress.message("%s: for %d trials there is no time within %s; run them with: scripts/tvl resume %s"
                    .formatted(why, unfit, limit.words(), directory.path()));
        }
        List<Plan.Entry> more =
                after.trials().subList(before.trials().size(), after.trials().size());
        if (!more.isEmpty()) {
            directory.writePlan(after);
            progress.more(why, estimates(more));
        }
        return more;
    }

    private Plan widened(Plan before) throws IOException {
        return run.mostBlocks() <= run.blocks()
                ? before
                : FurtherBlock.addedTo(before, Precision.lacking(RunData.read(directory.path())), run.mostBlocks());
    }

    /// A look, which is what a single block is, is repeated only where a backend died: nothing was seen there.
    private Plan repeated(Plan before) throws IOException {
        boolean look = run.blocks() < 2 && run.claims().isEmpty();
        Set<Plan.Entry> invalid = new HashSet<>();
        for (Plan.Entry entry : before.trials()) {
            Trial trial = directory.readTrial(entry);
            if (trial.validity().status() == Validity.Status.INVALID && (!look || lostBackends(trial))) {
                invalid.add(entry);
            }
        }
        return Repeats.addedTo(before, invalid::contains);
    }

    private static boolean lostBackends(Trial trial) {
        BackendUse backends = trial.backends();
        return backends != null && !backends.lost().isEmpty();
    }

    private void carryOut(List<Plan.Entry> open) throws IOException, InterruptedException {
        for (int from = 0; from < open.size(); ) {
            List<Plan.Entry> together = together(open, from);
            carryOutTogether(together);
            from += together.size();
        }
    }

    /// The entry at an index, and those after it whose servers take turns with its own.
    private List<Plan.Entry> together(List<Plan.Entry> open, int from) {
        Plan.Entry first = open.get(from);
        int to = from + 1;
        while (point(first).course().inTurns()
                && to < open.size()
                && open.get(to).block() == first.block()
                && open.get(to).scenario().equals(first.scenario())
                && open.get(to).point().equals(first.point())) {
            to++;
        }
        return open.subList(from, to);
    }

    private void carryOutTogether(List<Plan.Entry> entries) throws IOException, InterruptedException {
        List<TrialWriter> writers = new ArrayList<>();
        for (Plan.Entry entry : entries) {
            writers.add(directory.begin(entry));
        }
        Turns turns = new Turns(entries.size());
        List<Future<Trial>> running = new ArrayList<>();
        progress.trials(entries);
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("trial-", 1).factory())) {
            for (int i = 0; i < entries.size(); i++) {
                Plan.Entry entry = entries.get(i);
                TrialWriter writer = writers.get(i);
                Turns.Turn turn = turns.turn(i);
                running.add(threads.submit(() -> trials.run(
                        entry, point(entry), needs(entry), catalogue.contestant(entry.contestant()), turn, writer)));
            }
            List<Trial> ended = new ArrayList<>();
            for (Future<Trial> trial : running) {
                ended.add(result(trial));
            }
            progress.done(entries, ended);
        }
    }

    private static Trial result(Future<Trial> running) throws IOException, InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case InterruptedException stop -> throw stop;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException("a trial ended without a result", e);
            }
        }
    }

    /// What is still to be run: trials that are not there, and those that cannot be read, which are set aside.
    private List<Plan.Entry> open(Plan plan) throws IOException {
        List<Plan.Entry> open = new ArrayList<>();
        for (Plan.Entry entry : plan.trials()) {
            Optional<String> damage = directory.damage(entry);
            if (damage.isPresent()) {
                setAside(entry, damage.get());
                open.add(entry);
            } else if (!directory.isComplete(entry)) {
                open.add(entry);
            }
        }
        return open;
    }

    private void setAside(Plan.Entry entry, String damage) throws IOException {
        String there = directory.setAside(entry);
        String warning = "a trial is run again because it was damaged (%s); what was there of it is kept in %s"
                .formatted(damage, there);
        progress.message(warning);
        run = run.withWarning(warning);
    }

    /// Backends are started before anything is measured. Generator and upstream are Java programs too:
    /// their code is compiled in a load that nobody records.
    private void warmUp(List<Plan.Entry> open) throws IOException, InterruptedException {
        Set<Backend> needs = EnumSet.noneOf(Backend.class);
        open.forEach(entry -> needs.addAll(needs(entry)));
        backends.provide(needs);
        progress.message("warming up the load generator");
        trials.rehearse(catalogue.contestant(open.getFirst().contestant()));
        trials.rehearseUpstream();
    }

    /// Ends the run early; servers and backends are stopped, finished trials stay.
    void interrupt() {
        trials.stop();
        backends.close();
        try {
            mark(Run.INTERRUPTED);
        } catch (IOException e) {
            progress.message("the run directory could not be marked as interrupted: " + e.getMessage());
        }
    }

    private void mark(String status) throws IOException {
        directory.writeRun(run.withStatus(status));
    }

    private List<Duration> estimates(List<Plan.Entry> entries) {
        return entries.stream().map(this::estimate).toList();
    }

    private Duration estimate(Plan.Entry entry) {
        return overheads.cost(point(entry), entry.contestant()).time();
    }

    private Set<Backend> needs(Plan.Entry entry) {
        return run.scenarios().stream()
                .filter(scenario -> scenario.id().equals(entry.scenario()))
                .findFirst()
                .map(scenario -> Backend.setOf(scenario.needs()))
                .orElseGet(() -> EnumSet.noneOf(Backend.class));
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

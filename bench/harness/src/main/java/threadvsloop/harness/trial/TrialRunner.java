package threadvsloop.harness.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.Shell;
import threadvsloop.harness.backend.Backend;
import threadvsloop.harness.backend.BackendWatch;
import threadvsloop.harness.backend.Backends;
import threadvsloop.harness.backend.DatabaseAddress;
import threadvsloop.harness.backend.Upstream;
import threadvsloop.harness.catalogue.AskedWait;
import threadvsloop.harness.catalogue.Contestant;
import threadvsloop.harness.catalogue.PointLoad;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.FirstAnswer;
import threadvsloop.harness.process.Launch;
import threadvsloop.harness.process.ServerLog;
import threadvsloop.harness.process.ServerProcess;
import threadvsloop.harness.process.ServerStats;
import threadvsloop.harness.sampling.ProcFs;
import threadvsloop.harness.sampling.ProcessSampler;
import threadvsloop.harness.sampling.Rest;
import threadvsloop.loadgen.LoadGenerator;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.StartUp;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.TrialWriter;

/// Carries out one trial: a fresh server process, the load, the samples, the gates, the files.
///
/// Each trial is run by a thread, several at once only if they take turns; [#stop] may be called from any thread.
public final class TrialRunner {

    private static final List<PointSpec> REHEARSAL = List.of(
            new PointSpec("closed", PointSpec.Mode.CLOSED, 32, 0, "GET /plaintext", 2_000, 0, 1.2),
            new PointSpec("open", PointSpec.Mode.OPEN_POISSON, 32, 4_000, "GET /plaintext", 2_000, 0, 0.8));
    private static final PointSpec UPSTREAM_REHEARSAL =
            new PointSpec("upstream", PointSpec.Mode.OPEN_POISSON, 64, 2_000, "GET /wait/5", 2_000, 0, 2);

    private static final String PRIME = "prime";

    /// The first part of priming, whose first second is that of the server.
    private static final double FIRST_PRIMING_S = 1;

    /// What follows is divided, since the end of a load and the beginning of the next are code, too: a JVM
    /// that has not seen them when it optimises does so again when they come.
    private static final int FURTHER_PRIMINGS = 2;

    private final Project project;
    private final Cpus cpus;
    private final Backends backends;
    private final Path logs;
    private final double rehearsed;
    private final PhaseObserver observer;

    private final Set<LoadGenerator> generators = ConcurrentHashMap.newKeySet();
    private final Set<ServerProcess> servers = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /// Told the name of each phase as it begins, on the thread of the trial.
    public interface PhaseObserver {
        void phase(String name);
    }

    /// @param logs an existing folder, for what belongs to no trial
    /// @param rehearsed the share of its usual time that a rehearsal takes, above 0
    public TrialRunner(
            Project project, Cpus cpus, Backends backends, Path logs, double rehearsed, PhaseObserver observer) {
        this.project = project;
        this.cpus = cpus;
        this.backends = backends;
        this.logs = logs;
        this.rehearsed = rehearsed;
        this.observer = observer;
    }

    /// Blocks until the trial is over and on disk. A server that does not answer at all, or
    /// otherwise than asked, makes its trial INVALID; one that fails under load is measured at that.
    ///
    /// @param needs the backends that the server is told of
    /// @param turn its place among the trials that run meanwhile
    /// @throws IOException when the run directory cannot be written
    /// @throws PreflightException when a backend cannot be had
    /// @throws InterruptedException when stopped; nothing of the trial counts then
    public Trial run(
            Plan.Entry entry,
            PointSpec point,
            Set<Backend> needs,
            Contestant contestant,
            Turns.Turn turn,
            TrialWriter writer)
            throws IOException, InterruptedException {
        try {
            turn.all().beginPreparing();
            requireGoingOn();
            backends.provide(needs);
            TrialRecord record = new TrialRecord(entry, point, contestant, now());
            carryOut(record, contestant, point, needs, turn, entry.loadSeed(), writer);
            requireGoingOn();
            Trial trial = record.finish();
            record.write(writer);
            writer.complete(trial);
            return trial;
        } finally {
            turn.all().leave();
        }
    }

    private void requireGoingOn() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("stopped by the user");
        }
    }

    private void carryOut(
            TrialRecord record,
            Contestant contestant,
            PointSpec point,
            Set<Backend> needs,
            Turns.Turn turn,
            long seed,
            TrialWriter writer)
            throws IOException, InterruptedException {
        begin(record, "start", record.originNs());
        BackendWatch watch = new BackendWatch(backends, needs, cpus.generatorCount());
        Launch launch = contestant.launch(project, cpus, Project.LOOPBACK, 0, backends.options(needs));
        List<String> shown = launch.command().stream()
                .map(project::shorten)
                .map(DatabaseAddress::masked)
                .toList();
        writer.writeCommand(Shell.line(shown));
        long startNs = System.nanoTime();
        try (ServerProcess started = launch.start(new ServerLog(writer.serverLog()))) {
            long readyNs = System.nanoTime();
            servers.add(started);
            record.identify(started.ready(), contestant.place(cpus), shown);
            record.started(startNs, readyNs, firstAnswer(started, hasty(contestant, point)));
            load(record, started, contestant, point, watch, turn, seed);
            if (started.isDaemon()) {
                record.daemon();
            }
            begin(record, "stop", System.nanoTime());
        } catch (ServerFailedException e) {
            record.fail(String.valueOf(e.getMessage()));
        } finally {
            record.lost(watch.lost());
            servers.removeIf(known -> !known.isAlive());
        }
    }

    /// Two seconds of load on a server that are not recorded, so that the generator's own code is compiled
    /// before the first trial counts. A server that fails here will fail in its trial, and is reported
    /// there.
    public void rehearse(Contestant contestant) throws InterruptedException {
        Path log = logs.resolve("rehearsal.log");
        Launch launch = contestant.launch(project, cpus, Project.LOOPBACK, 0, List.of());
        try (ServerProcess started = launch.start(new ServerLog(log))) {
            servers.add(started);
            for (PointSpec point : REHEARSAL) {
                drive(
                        PointLoad.options(
                                asked(contestant, rehearsed(point)),
                                started.ready().port(),
                                0,
                                cpus.generatorCount()),
                        LoadListener.NONE);
            }
        } catch (ServerFailedException | TargetUnreachableException e) {
            observer.phase("rehearsal failed: " + e.getMessage());
        } finally {
            servers.clear();
        }
    }

    /// The same for the code of the upstream, whose first answers would be late.
    public void rehearseUpstream() throws InterruptedException {
        Upstream upstream = backends.upstream(Set.of(Backend.UPSTREAM));
        if (upstream == null) {
            return;
        }
        try {
            drive(
                    PointLoad.options(rehearsed(UPSTREAM_REHEARSAL), upstream.port(), 0, cpus.generatorCount()),
                    LoadListener.NONE);
        } catch (TargetUnreachableException e) {
            observer.phase("rehearsal of the upstream failed: " + e.getMessage());
        }
    }

    private PointSpec rehearsed(PointSpec point) {
        return new PointSpec(
                point.id(),
                point.mode(),
                point.connections(),
                point.offeredPerSecond(),
                point.request(),
                point.connectPerSecond(),
                point.warmupSeconds(),
                point.measureSeconds() * rehearsed);
    }

    /// A closed loop on few connections, which are closed; then the server's rest.
    private LoadResult prime(ServerProcess started, PointSpec point, double seconds, long seed)
            throws TargetUnreachableException, InterruptedException {
        LoadResult result = drive(
                PointLoad.priming(point, seconds, started.ready().port(), seed, cpus.generatorCount()),
                LoadListener.NONE);
        Rest.await(started::tree);
        return result;
    }

    private void load(
            TrialRecord record,
            ServerProcess started,
            Contestant contestant,
            PointSpec point,
            BackendWatch watch,
            Turns.Turn turn,
            long seed)
            throws ServerFailedException, IOException, InterruptedException {
        PointSpec asked = asked(contestant, point);
        Turns turns = turn.all();
        int port = started.ready().port();
        try (ProcessSampler sampler = new ProcessSampler(started::tree, record.originNs(), turns.trials())) {
            if (asked.primeSeconds() > 0) {
                sampler.mark(PRIME);
                begin(record, PRIME, System.nanoTime());
                PointSpec hasty = hasty(contestant, point);
                LoadResult first = prime(started, hasty, Math.min(FIRST_PRIMING_S, hasty.primeSeconds()), seed);
                record.firstSecond(firstSecondP99Ns(first));
                double more = (hasty.primeSeconds() - FIRST_PRIMING_S) / FURTHER_PRIMINGS;
                for (int i = 0; i < FURTHER_PRIMINGS && more > 0; i++) {
                    prime(started, hasty, more, seed);
                }
            }
            if (turns.trials() > 1) {
                begin(record, "wait", System.nanoTime());
            }
            turns.prepared();
            watch.prepare();
            record.hostBefore(ProcFs.ofThisMachine().host());
            PhaseEdges edges = new PhaseEdges(sampler, watch, turn, (phase, atNs) -> begin(record, phase, atNs));
            LoadResult result =
                    drive(turn.interleaved(PointLoad.options(asked, port, seed, cpus.generatorCount()), asked), edges);
            watch.answered();
            double othersMs = watch.cpuMs() + turns.othersMs(edges.cpuMs());
            record.measured(result, edges, sampler.samples(), sampler.cpu(), othersMs);
            Map<String, Object> stats = contestant.givesStats()
                    ? ServerStats.read(Project.LOOPBACK, started.ready().port())
                    : Map.of();
            record.serverStats(stats);
            record.backends(watch.document(result, stats));
            if (!started.isAlive()) {
                throw new ServerFailedException("the server died under load", started.logTail());
            }
        } catch (TargetUnreachableException e) {
            throw new ServerFailedException(String.valueOf(e.getMessage()), started.logTail());
        }
    }

    private LoadResult drive(LoadOptions options, LoadListener listener)
            throws TargetUnreachableException, InterruptedException {
        LoadGenerator generator = new LoadGenerator(options);
        generators.add(generator);
        try {
            if (stopped) {
                generator.stop();
            }
            return generator.run(listener);
        } finally {
            generators.remove(generator);
        }
    }

    private static OptionalLong firstAnswer(ServerProcess started, PointSpec point) {
        return point.request().isEmpty()
                ? OptionalLong.empty()
                : FirstAnswer.of(Project.LOOPBACK, started.ready().port(), PointLoad.first(point));
    }

    private static long firstSecondP99Ns(LoadResult load) {
        return load.intervals().stream()
                .limit(1)
                .map(Interval::response)
                .filter(response -> response.getTotalCount() > 0)
                .map(response -> response.getValueAtPercentile(99))
                .findFirst()
                .orElse(StartUp.NOTHING_ENDED);
    }

    /// The same with waits as short as can be.
    private static PointSpec hasty(Contestant contestant, PointSpec point) {
        return asked(
                contestant,
                point.withRequests(
                        request -> AskedWait.of(request).map(AskedWait::hasty).orElse(request)));
    }

    /// In the server's own words, where it has any.
    private static PointSpec asked(Contestant contestant, PointSpec point) {
        return point.withRequests(request -> contestant.request(request).orElse(request));
    }

    /// Ends the present trials early: their load stops and their servers are stopped.
    public void stop() {
        stopped = true;
        generators.forEach(LoadGenerator::stop);
        servers.forEach(ServerProcess::close);
    }

    private void begin(TrialRecord record, String phase, long atNs) {
        record.begin(phase, atNs);
        observer.phase(phase);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

package threadvsloop.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.PointSpec.Mode;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.TrialWriter;

/// A run directory whose numbers come from a seed: written through the same code as a real one. Change
/// what is to be different with the `with…` methods, then [#write].
public record SyntheticRun(
        List<Run.Contestant> contestants,
        List<Run.Scenario> scenarios,
        List<ClaimSpec> claims,
        int blocks,
        Predicate<Plan.Entry> carriedOut,
        UnaryOperator<Trial> change) {

    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SEED = 20_260_102L;

    /// The shape of the `quick` profile.
    public static SyntheticRun quick() {
        return new SyntheticRun(
                fourContestants(), quickScenarios(), List.of(), 3, entry -> true, UnaryOperator.identity());
    }

    /// The shape of the `connections` profile.
    public static SyntheticRun connections() {
        Run.Scenario sweep = new Run.Scenario(
                "connections",
                "100 to 10,000 connections",
                "Where does each family bend?",
                true,
                List.of(),
                List.of(waiting(100), waiting(300), waiting(1000), waiting(3000), waiting(10_000)));
        return quick().withScenarios(List.of(sweep));
    }

    /// One request in a hundred is another, some connections read slowly, others write slowly, and some are
    /// idle.
    public static SyntheticRun mixed() {
        Traffic traffic = new Traffic(
                List.of(
                        new Traffic.Kind("plaintext", "GET /plaintext", 99, 0, Traffic.ANY_LENGTH),
                        new Traffic.Kind("block-50", "GET /block/50", 1, 0, Traffic.ANY_LENGTH)),
                false,
                new Traffic.SlowReaders(20, "GET /bytes/1048576", 65_536),
                10,
                new Traffic.SlowWriters(5, "POST /echo", 10_000, 1_024));
        PointSpec point = new PointSpec("c64", Mode.OPEN_POISSON, 64, 400, "GET /plaintext", 2000, 1, 2, traffic);
        return quick().withScenarios(List.of(
                new Run.Scenario("block", "Blocked", "Who suffers?", false, List.of(), List.of(point))));
    }

    /// A trial of which so many requests failed, as its server's finding.
    public static Trial collapsed(Trial trial, long timedOut) {
        LoadSummary load = Objects.requireNonNull(trial.load());
        Map<String, Long> outcomes = Map.of("answered-2xx", load.requests() - timedOut, "timed-out", timedOut);
        Validity validity = new Validity(
                Validity.Status.VALID,
                List.of(),
                List.of("%,d of %,d requests had no good answer".formatted(timedOut, load.requests())));
        return changed(
                trial,
                with(load, outcomes, load.failures(), load.responseNs(), validity),
                trial.resources(),
                trial.backends(),
                validity);
    }

    /// A trial as its load generator writes it now: times are of good answers, and failures stand beside them.
    public static Trial failing(Trial trial, Failures failures) {
        LoadSummary load = Objects.requireNonNull(trial.load());
        Map<String, Long> outcomes =
                Map.of("answered-2xx", load.requests() - failures.requests(), "reset", failures.requests());
        LoadSummary failing = with(load, outcomes, failures, load.responseNs(), trial.validity());
        return changed(trial, failing, trial.resources(), trial.backends(), trial.validity());
    }

    private static LoadSummary with(
            LoadSummary load, Map<String, Long> outcomes, Failures failures, Quantiles responseNs, Validity validity) {
        return new LoadSummary(
                load.schemaVersion(),
                load.url(),
                load.mode(),
                load.connections(),
                load.offeredPerSecond(),
                load.achievedPerSecond(),
                load.windowSeconds(),
                load.requests(),
                load.answers(),
                outcomes,
                failures,
                load.connectFaults(),
                responseNs,
                load.serviceNs(),
                load.firstByteNs(),
                load.coordinatedOmissionGapNs(),
                load.sendLagNs(),
                load.connectNs(),
                load.connectsPerSecond(),
                load.receivedBytesPerSecond(),
                load.meanInFlight(),
                load.generatorCpuNsPerRequest(),
                load.generatorCpuShare(),
                load.generatorGcPauseMs(),
                load.generatorSpinShare(),
                load.generatorRunQueueShare(),
                load.hostStealShare(),
                load.generatorPrioritised(),
                load.sessions(),
                load.kinds(),
                validity);
    }

    public SyntheticRun withContestants(List<Run.Contestant> others) {
        return new SyntheticRun(others, scenarios, claims, blocks, carriedOut, change);
    }

    public SyntheticRun withScenarios(List<Run.Scenario> others) {
        return new SyntheticRun(contestants, others, claims, blocks, carriedOut, change);
    }

    public SyntheticRun withClaims(List<ClaimSpec> others) {
        return new SyntheticRun(contestants, scenarios, others, blocks, carriedOut, change);
    }

    public SyntheticRun withBlocks(int number) {
        return new SyntheticRun(contestants, scenarios, claims, number, carriedOut, change);
    }

    /// Only these plan entries get a trial, as after an interruption.
    public SyntheticRun withOnly(Predicate<Plan.Entry> entries) {
        return new SyntheticRun(contestants, scenarios, claims, blocks, entries, change);
    }

    public SyntheticRun withTrials(UnaryOperator<Trial> changed) {
        return new SyntheticRun(contestants, scenarios, claims, blocks, carriedOut, changed);
    }

    /// A trial with other response times.
    public static Trial withResponse(Trial trial, Quantiles ns) {
        LoadSummary load = Objects.requireNonNull(trial.load());
        Failures failures =
                new Failures(load.failures().requests(), load.failures().ageNs(), ns);
        return changed(
                trial,
                with(load, load.outcomes(), failures, ns, load.validity()),
                trial.resources(),
                trial.backends(),
                trial.validity());
    }

    public static Trial withBackends(Trial trial, BackendUse backends) {
        return changed(trial, trial.load(), trial.resources(), backends, trial.validity());
    }

    /// A trial whose server never got ready.
    public static Trial failed(Trial trial, String reason) {
        return changed(trial, null, null, null, new Validity(Validity.Status.INVALID, List.of(reason)));
    }

    private static Trial changed(
            Trial trial,
            @Nullable LoadSummary load,
            @Nullable Resources resources,
            @Nullable BackendUse backends,
            Validity validity) {
        return new Trial(
                trial.schemaVersion(),
                trial.scenario(),
                trial.contestant(),
                trial.family(),
                trial.block(),
                trial.order(),
                trial.point(),
                trial.startedAt(),
                trial.server(),
                trial.phases(),
                trial.startUp(),
                load,
                resources,
                trial.warmth(),
                trial.serverStats(),
                backends,
                validity);
    }

    public Path write(Path directory) throws IOException {
        RunDirectory run = RunDirectory.create(directory);
        Plan plan = plan();
        List<Plan.Entry> done = plan.trials().stream().filter(carriedOut).toList();
        run.writeRun(run(done.size() == plan.trials().size() ? "complete" : "interrupted"));
        run.writePlan(plan);
        run.writeEnvironment(environment());
        for (Plan.Entry entry : done) {
            write(run, entry);
        }
        return directory;
    }

    private void write(RunDirectory run, Plan.Entry entry) throws IOException {
        SyntheticTrial trial = new SyntheticTrial(entry, point(entry), contestant(entry));
        TrialWriter writer = run.begin(entry);
        writer.writeCommand("java -jar " + entry.contestant() + ".jar --port 0");
        Files.writeString(writer.serverLog(), "started\n");
        writer.writeIntervals(trial.intervals());
        writer.writePercentiles(trial.response(), trial.service());
        writer.writeProcess(trial.samples());
        writer.complete(change.apply(trial.document()));
    }

    private Plan plan() {
        List<Plan.Entry> entries = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            for (Run.Scenario scenario : scenarios) {
                for (PointSpec point : scenario.points()) {
                    for (Run.Contestant contestant : contestants) {
                        entries.add(new Plan.Entry(
                                entries.size(), block, scenario.id(), point.id(), contestant.id(), SEED + block));
                    }
                }
            }
        }
        return new Plan(Plan.SCHEMA_VERSION, SEED, entries);
    }

    private Run run(String status) {
        return new Run(
                Run.SCHEMA_VERSION,
                "quick",
                START.toString(),
                status,
                "0123456789abcdef0123456789abcdef01234567",
                List.of("tvl", "run", "quick", "--seed", Long.toString(SEED)),
                SEED,
                blocks,
                blocks,
                contestants,
                scenarios,
                claims,
                "",
                List.of());
    }

    private PointSpec point(Plan.Entry entry) {
        return scenarios.stream()
                .filter(scenario -> scenario.id().equals(entry.scenario()))
                .flatMap(scenario -> scenario.points().stream())
                .filter(point -> point.id().equals(entry.point()))
                .findFirst()
                .orElseThrow();
    }

    private Run.Contestant contestant(Plan.Entry entry) {
        return contestants.stream()
                .filter(contestant -> contestant.id().equals(entry.contestant()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Run.Contestant> fourContestants() {
        return List.of(
                new Run.Contestant(
                        "blocking-platform", "Platform threads", "thread", "a platform thread per connection"),
                new Run.Contestant("blocking-virtual", "Virtual threads", "virtual", "a virtual thread per connection"),
                new Run.Contestant("eventloop", "Event loop", "loop", "one NIO loop and a hand-off pool"),
                new Run.Contestant("node", "Node.js", "loop", "one Node.js process"));
    }

    private static List<Run.Scenario> quickScenarios() {
        PointSpec plaintext = new PointSpec("c64", Mode.OPEN_POISSON, 64, 4000, "GET /plaintext", 2000, 2, 5);
        return List.of(
                new Run.Scenario(
                        "plaintext",
                        "Plaintext",
                        "What does a request cost when nothing waits?",
                        false,
                        List.of(),
                        List.of(plaintext)),
                new Run.Scenario(
                        "waiting",
                        "Waiting 100 ms",
                        "What do many waiting connections cost?",
                        true,
                        List.of(),
                        List.of(waiting(1000), waiting(2000))),
                new Run.Scenario(
                        "idle",
                        "Idle connections",
                        "What does a connection cost that does nothing?",
                        true,
                        List.of(),
                        List.of(idle(0), idle(1000), idle(2000))));
    }

    private static PointSpec waiting(int connections) {
        return new PointSpec(
                "c" + connections, Mode.OPEN_POISSON, connections, connections, "GET /wait/100", 2000, 2, 6);
    }

    private static PointSpec idle(int connections) {
        return new PointSpec("c" + connections, Mode.IDLE, connections, 0, "", 2000, 0, 4);
    }

    private static Environment environment() {
        return new Environment(
                Environment.SCHEMA_VERSION,
                "",
                "Debian GNU/Linux 12",
                "6.1.0",
                "A synthetic CPU @ 2.5 GHz",
                2,
                8192,
                "0",
                "1",
                Map.of("open files", "1048576", "threads-max", "62000", "somaxconn", "4096"),
                Map.of("java", "25.0.1", "node", "26.0.0"),
                List.of("made by a test, measured nowhere"));
    }
}

package threadvsloop.harness.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.CatalogueContestant;
import threadvsloop.harness.catalogue.Contestant;
import threadvsloop.harness.catalogue.ScenarioFile;
import threadvsloop.harness.plan.TrialPlanner;
import threadvsloop.harness.run.Machine;
import threadvsloop.harness.run.RunLock;
import threadvsloop.harness.run.RunSession;
import threadvsloop.results.calibration.CalibrationAnalysis;
import threadvsloop.results.calibration.CalibrationDesign;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Run;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;

/// What this machine can tell apart: a run of a server against itself and against itself with a known
/// difference. A short run before it says what the server's request costs here, so that 10% of it can be
/// planted.
///
/// @param session carries out runs; it knows the catalogue of the project
/// @param pairs of the base against itself
/// @param repetitions how often 10% is looked for
/// @param command as a reader could type it
public record MachineCalibrationRun(RunSession session, int pairs, int repetitions, List<String> command) {

    /// Of the servers that can burn CPU, the one whose trials are the steadiest.
    static final String BASE = "eventloop";

    /// Where a server meets itself, as servers meet in claims.
    static final String SCENARIO = "calibration";

    /// Where nothing but what was planted makes a difference.
    static final String STEADY = "calibration-steady";

    /// The profile whose number of blocks a comparison has.
    public static final String CLAIMS = "claims";

    private static final int PILOT_BLOCKS = 3;
    private static final long SEED = 1;

    /// @param name of the two run directories, before `_pilot` and `_machine`
    /// @return the exit code
    public int carryOut(Path folder, String name) throws IOException, InterruptedException {
        CatalogueContestant base = base(session.catalogue());
        ScenarioFile file = session.catalogue().scenario(SCENARIO);
        Run.Scenario steady = session.catalogue().scenario(STEADY).toRun(List.of());
        List<Run.Scenario> scenarios = List.of(file.toRun(List.of()), steady);
        List<Run.Scenario> first =
                List.of(file.toRun(List.of(file.points().getFirst().name())), steady);
        RunData known = pilot(folder.resolve(name + "_pilot"), base, first);
        MachineCalibrationPlan planned = MachineCalibrationPlan.of(
                base,
                costUs(known, SCENARIO),
                costUs(known, STEADY),
                pairs,
                repetitions,
                session.catalogue().profile(CLAIMS).blocks());
        Path path = folder.resolve(name + "_machine");
        try (RunLock _ = RunLock.take(path)) {
            RunDirectory run = RunDirectory.create(path);
            Catalogue catalogue = planned.in(session.catalogue());
            planned.design().write(run);
            prepare(
                    run,
                    planned.plan(scenarios, SEED),
                    scenarios,
                    planned.contestants().stream().map(catalogue::contestant).toList(),
                    planned.design().allBlocks());
            return session.with(catalogue).carryOut(run, true);
        }
    }

    private RunData pilot(Path path, CatalogueContestant base, List<Run.Scenario> scenarios)
            throws IOException, InterruptedException {
        try (RunLock _ = RunLock.take(path)) {
            RunDirectory pilot = RunDirectory.create(path);
            prepare(
                    pilot,
                    TrialPlanner.plan(scenarios, (_, _) -> List.of(base.id()), PILOT_BLOCKS, SEED),
                    scenarios,
                    List.of(base),
                    PILOT_BLOCKS);
            session.measure(pilot, "this was the pilot, so begin again with: scripts/tvl calibrate");
            return RunData.read(pilot.path());
        }
    }

    private void prepare(
            RunDirectory directory, Plan plan, List<Run.Scenario> scenarios, List<Contestant> contestants, int blocks)
            throws IOException {
        directory.writePlan(plan);
        directory.writeEnvironment(Machine.describe(session.project(), session.cpus()));
        directory.writeRun(new Run(
                Run.SCHEMA_VERSION,
                SCENARIO,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Run.RUNNING,
                Machine.commit(session.project()),
                command,
                SEED,
                blocks,
                blocks,
                contestants.stream().map(Contestant::toRun).toList(),
                scenarios,
                List.of(),
                "",
                List.of()));
    }

    private static double costUs(RunData pilot, String scenario) {
        return CalibrationAnalysis.costUs(pilot, BASE, scenario)
                .orElseThrow(() -> new UsageException("the CPU that a request of " + BASE
                        + " takes could not be measured; see the reasons of the trials in "
                        + pilot.directory().path()));
    }

    /// The catalogue for finishing a run: with the servers of its design, if it is a calibration.
    public static Catalogue resumed(Catalogue catalogue, RunDirectory run) throws IOException {
        Optional<CalibrationDesign> design = CalibrationDesign.read(run);
        if (design.isEmpty()) {
            return catalogue;
        }
        return new MachineCalibrationPlan(base(catalogue), design.get()).in(catalogue);
    }

    private static CatalogueContestant base(Catalogue catalogue) {
        if (!(catalogue.contestant(BASE) instanceof CatalogueContestant base)) {
            throw new UsageException("an own server has taken the id " + BASE + ": rename it");
        }
        return base;
    }
}

package threadvsloop.harness.calibrate;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.run.Machine;
import threadvsloop.harness.sampling.ProcFs;
import threadvsloop.model.load.Arrivals;

/// The load generator, tested like an instrument: every experiment in turn.
public record GeneratorCalibration(GeneratorBench bench, List<GeneratorExperiment> experiments) {

    /// The ceiling comes first, in a process that has seen no other load: so it is for a user of `tvl load`.
    public static GeneratorCalibration of(GeneratorBench bench, SoakExperiment soak) {
        return new GeneratorCalibration(
                bench,
                List.of(
                        new CeilingExperiment(64),
                        new CeilingExperiment(1_000),
                        new DelayExperiment(false),
                        new DelayExperiment(true),
                        new StallExperiment(Arrivals.CONSTANT),
                        new StallExperiment(Arrivals.POISSON),
                        new FaultExperiment(),
                        new ThrottleExperiment(false),
                        new ThrottleExperiment(true),
                        new ConnectionsExperiment(),
                        new LagExperiment(),
                        soak));
    }

    /// @param command as a reader could type it
    /// @param progress told what is done next
    /// @param checks receives each as it is done, so that they are there also if the calibration is interrupted
    public Calibration carryOut(
            Instant startedAt, String command, Consumer<String> progress, List<CalibrationCheck> checks)
            throws IOException, ServerFailedException, InterruptedException {
        ProcFs proc = ProcFs.ofThisMachine();
        ProcFs.Host before = proc.host();
        long fromNs = System.nanoTime();
        for (GeneratorExperiment experiment : experiments) {
            progress.accept("[%d/%d] %s"
                    .formatted(experiments.indexOf(experiment) + 1, experiments.size(), experiment.title()));
            checks.addAll(experiment.carryOut(bench));
        }
        return new Calibration(
                Calibration.SCHEMA_VERSION,
                "generator",
                startedAt.toString(),
                Machine.commit(bench.project()),
                command,
                bench.quick(),
                (System.nanoTime() - fromNs) / 1e9,
                stealShare(before, proc.host()),
                checks.stream().allMatch(CalibrationCheck::passed),
                List.copyOf(checks),
                Machine.describe(bench.project(), bench.cpus()));
    }

    private static double stealShare(ProcFs.Host before, ProcFs.Host after) {
        double totalMs = after.totalMs() - before.totalMs();
        return totalMs <= 0 ? 0 : Math.clamp((after.stealMs() - before.stealMs()) / totalMs, 0, 1);
    }
}

package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.LoadResult;

/// Half of what the generator can do, in open loop on many connections: how late it sends by its own fault. The bound
/// is the one from which on a result is SUSPECT; what the hypervisor and other threads took stands beside it.
record LagExperiment() implements GeneratorExperiment {

    private static final int CONNECTIONS = 10_000;
    private static final double MOST_P99_NS = 1_000_000;

    @Override
    public String title() {
        return "half load, %,d connections".formatted(CONNECTIONS);
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        try (TruthProcess truth = bench.startTruth()) {
            double capacity = load(bench, truth, new LoadShape.Closed(), Duration.ofSeconds(3))
                    .load()
                    .achievedPerSecond();
            GeneratorBench.Measured half =
                    load(bench, truth, new LoadShape.Open(Arrivals.POISSON, capacity / 2), bench.measurement());
            return List.of(check(capacity, half));
        }
    }

    private static GeneratorBench.Measured load(
            GeneratorBench bench, TruthProcess truth, LoadShape shape, Duration measurement)
            throws IOException, InterruptedException {
        return bench.load(
                truth, bench.plain(truth, "/null", CONNECTIONS, shape, bench.warmup(), measurement), LoadListener.NONE);
    }

    private CalibrationCheck check(double capacity, GeneratorBench.Measured half) {
        LoadResult load = half.load();
        Histogram lag = load.pacingLag();
        double p99 = lag.getValueAtPercentile(99);
        return new CalibrationCheck(
                title(),
                String.format(ROOT, "%,.0f of %,.0f requests/s, Poisson", load.offeredPerSecond(), capacity),
                String.format(
                        ROOT,
                        "send lag p50 %.3f, p99 %.3f, p99.9 %.3f ms; CPU taken by the hypervisor %s, by others %s",
                        lag.getValueAtPercentile(50) / 1e6,
                        p99 / 1e6,
                        lag.getValueAtPercentile(99.9) / 1e6,
                        share(load.generator().stealShare()),
                        share(load.generator().runQueueShare())),
                String.format(ROOT, "p99 %.0f ms", MOST_P99_NS / 1e6),
                p99 <= MOST_P99_NS,
                Map.of(
                        "capacityPerSecond",
                        capacity,
                        "offeredPerSecond",
                        load.offeredPerSecond(),
                        "achievedPerSecond",
                        load.achievedPerSecond(),
                        "lagP50Ns",
                        (double) lag.getValueAtPercentile(50),
                        "lagP99Ns",
                        p99,
                        "lagP999Ns",
                        (double) lag.getValueAtPercentile(99.9),
                        "stealShare",
                        load.generator().stealShare(),
                        "runQueueShare",
                        load.generator().runQueueShare()));
    }

    private static String share(double part) {
        return part < 0 ? "unknown" : String.format(ROOT, "%.1f%%", 100 * part);
    }
}

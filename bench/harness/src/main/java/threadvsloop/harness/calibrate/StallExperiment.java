package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.LoadResult;

/// A server that stalls in the last 200 ms of every second: response times must show it, as [StallTruth] works out, and
/// service times must not.
record StallExperiment(Arrivals arrivals) implements GeneratorExperiment {

    private static final StallTruth TRUTH = new StallTruth(200_000_000L, 1_000_000_000L);
    private static final double PER_SECOND = 1_000;
    private static final int CONNECTIONS = 4;
    private static final double DIGITS = 0.999;

    /// What a request costs server or generator, whichever is slower, at most; it decides how fast a backlog is gone.
    private static final double BUSY = PER_SECOND * 50e-6;

    private static final double WAY_NS = 1_000_000;
    private static final double DEVIATIONS = 4;
    private static final double MOST_SERVICE_NS = 20_000_000;

    @Override
    public String title() {
        return "stall, " + arrivals.name().toLowerCase(ROOT) + " arrivals";
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        String path = "/stall/%d/%d".formatted(TRUTH.stallNs() / 1_000, TRUTH.periodNs() / 1_000);
        // Whole periods, so that it does not matter where the first one begins.
        Duration measurement = Duration.ofSeconds(bench.quick() ? 4 : 20);
        LoadShape shape = new LoadShape.Open(arrivals, PER_SECOND);
        LoadResult load = bench.measure(path, CONNECTIONS, shape, bench.warmup(), measurement, LoadListener.NONE)
                .load();
        List<CalibrationCheck> checks = new ArrayList<>();
        for (double q : new double[] {0.50, 0.90, 0.99}) {
            checks.add(response(load, q));
        }
        checks.add(service(load));
        return checks;
    }

    private CalibrationCheck response(LoadResult load, double q) {
        double known = TRUTH.quantileNs(q);
        double chance = arrivals == Arrivals.POISSON
                ? DEVIATIONS * TRUTH.standardErrorNs(q, load.requests())
                : 1e9 / PER_SECOND;
        // Where no stall is felt, chance cannot make it felt: p50 is far below the quantile at which it begins.
        double least = known == 0 ? 0 : (known - chance) * DIGITS;
        double most = known == 0 ? WAY_NS : TRUTH.quantileNs(q, BUSY) + chance + WAY_NS;
        double found = load.response().getValueAtPercentile(100 * q);
        return new CalibrationCheck(
                "%s, p%.0f".formatted(title(), 100 * q),
                String.format(ROOT, "response %.1f ms", known / 1e6),
                String.format(ROOT, "%.3f ms", found / 1e6),
                String.format(ROOT, "%.1f to %.1f ms", least / 1e6, most / 1e6),
                found >= least && found <= most,
                Map.of("knownNs", known, "responseNs", found, "leastNs", least, "mostNs", most));
    }

    private CalibrationCheck service(LoadResult load) {
        double found = load.service().getValueAtPercentile(99);
        return new CalibrationCheck(
                title() + ", service time",
                String.format(
                        ROOT,
                        "p99 hides it: %.1f%% were in flight",
                        100 * TRUTH.shareInFlight(CONNECTIONS, PER_SECOND)),
                String.format(ROOT, "service p99 %.3f ms", found / 1e6),
                String.format(ROOT, "below %.0f ms", MOST_SERVICE_NS / 1e6),
                found < MOST_SERVICE_NS,
                Map.of("serviceP99Ns", found));
    }
}

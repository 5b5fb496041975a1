package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.loadgen.audit.KolmogorovSmirnov;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.LoadResult;

/// Servers that wait for a known time, constant or random, before they answer; open loop.
///
/// A measured time holds the known one and the way there and back, which is some tens of µs. Random delays are held
/// against their distribution, not against what the server drew: Kolmogorov–Smirnov, with room for a shift by that way.
record DelayExperiment(boolean random) implements GeneratorExperiment {

    private static final Duration CONSTANT = Duration.ofMillis(20);
    private static final Duration FLOOR = Duration.ofMillis(2);
    private static final Duration MEAN = Duration.ofMillis(10);
    private static final int CONNECTIONS = 300;
    private static final double PER_SECOND = 1_000;

    /// The last digit of a histogram.
    private static final double DIGITS = 0.999;

    private static final double WAY_P50_NS = 300_000;

    /// On a shared machine others have the CPU for some milliseconds now and then, which 1% of all requests may feel.
    private static final double WAY_P99_NS = 2_000_000;
    private static final double ALPHA = 0.001;
    private static final double DEVIATIONS = 4;

    @Override
    public String title() {
        return random ? "random delay" : "constant delay";
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        GeneratorBench.Measured measured = bench.measure(
                path(),
                CONNECTIONS,
                new LoadShape.Open(Arrivals.POISSON, PER_SECOND),
                bench.warmup(),
                bench.measurement(),
                LoadListener.NONE);
        return random ? randomChecks(measured) : constantChecks(measured);
    }

    private String path() {
        return random
                ? "/exponential/%d/%d".formatted(FLOOR.toNanos() / 1_000, MEAN.toNanos() / 1_000)
                : "/constant/%d".formatted(CONSTANT.toNanos() / 1_000);
    }

    private List<CalibrationCheck> constantChecks(GeneratorBench.Measured measured) {
        TruthProcess.Statistics.Times really = measured.truth().delayNs();
        return List.of(
                constant(measured.load(), 50, really.p50(), WAY_P50_NS),
                constant(measured.load(), 99, really.p99(), WAY_P99_NS));
    }

    private CalibrationCheck constant(LoadResult load, int percentile, long reallyNs, double wayNs) {
        double service = load.service().getValueAtPercentile(percentile);
        double response = load.response().getValueAtPercentile(percentile);
        boolean passed = service >= reallyNs * DIGITS
                && service <= reallyNs + wayNs
                && response >= reallyNs * DIGITS
                && response <= reallyNs + wayNs;
        return new CalibrationCheck(
                "%s, p%d".formatted(title(), percentile),
                String.format(ROOT, "%d ms; the server waited %.3f ms", CONSTANT.toMillis(), reallyNs / 1e6),
                String.format(ROOT, "service %.3f ms, response %.3f ms", service / 1e6, response / 1e6),
                String.format(ROOT, "to %.1f ms more", wayNs / 1e6),
                passed,
                Map.of("serverNs", (double) reallyNs, "serviceNs", service, "responseNs", response));
    }

    private List<CalibrationCheck> randomChecks(GeneratorBench.Measured measured) {
        Histogram service = measured.load().service();
        long n = service.getTotalCount();
        double distance = HistogramFit.distance(service, DelayExperiment::cumulative);
        double bound = KolmogorovSmirnov.critical(n, ALPHA) + WAY_P50_NS / MEAN.toNanos();
        List<CalibrationCheck> checks = new ArrayList<>();
        checks.add(new CalibrationCheck(
                title() + ", distribution",
                "%d ms + exponential of mean %d ms".formatted(FLOOR.toMillis(), MEAN.toMillis()),
                String.format(ROOT, "Kolmogorov-Smirnov distance %.4f over %,d requests", distance, n),
                String.format(ROOT, "%.4f", bound),
                distance <= bound,
                Map.of("distance", distance, "requests", (double) n, "bound", bound)));
        checks.add(quantile(service, 0.50, WAY_P50_NS));
        checks.add(quantile(service, 0.99, WAY_P99_NS));
        return checks;
    }

    /// The quantile of n exponential draws has the standard error mean · √(q / ((1 − q) n)).
    private CalibrationCheck quantile(Histogram service, double q, double wayNs) {
        double known = FLOOR.toNanos() - MEAN.toNanos() * Math.log(1 - q);
        double chance = DEVIATIONS * MEAN.toNanos() * Math.sqrt(q / ((1 - q) * service.getTotalCount()));
        double found = service.getValueAtPercentile(100 * q);
        return new CalibrationCheck(
                "%s, p%.0f".formatted(title(), 100 * q),
                String.format(ROOT, "%.3f ms", known / 1e6),
                String.format(ROOT, "service %.3f ms", found / 1e6),
                String.format(ROOT, "-%.3f to +%.3f ms", chance / 1e6, (chance + wayNs) / 1e6),
                found >= (known - chance) * DIGITS && found <= known + chance + wayNs,
                Map.of("knownNs", known, "serviceNs", found));
    }

    private static double cumulative(double ns) {
        return ns < FLOOR.toNanos() ? 0 : 1 - Math.exp(-(ns - FLOOR.toNanos()) / MEAN.toNanos());
    }
}

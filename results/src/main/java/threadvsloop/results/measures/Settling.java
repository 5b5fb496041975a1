package threadvsloop.results.measures;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.stats.ChangePoints;

/// Whether a trial's second-by-second numbers were steady from before its measurement, after [SteadyState].
///
/// @param step of a trial that was not: how much the level at its end differs from that of the
///     measurement's seconds
///     before, as a share of it; the larger of both series. 0 of any other
public record Settling(Warmth warmth, double step) {

    /// As many seconds as it takes to have two levels.
    static final int FEWEST_SECONDS = 2 * ChangePoints.SHORTEST_SEGMENT;

    private static final double SIGMAS = 3;

    /// Not to be told.
    public static Settling unknown(String why) {
        return new Settling(Warmth.unknown(why), 0);
    }

    /// @param service mean service time of each second of warm-up and measurement, in any unit
    /// @param cpu CPU per request of the same seconds, in any unit
    /// @param warmup how many of the seconds, the first, are of the warm-up
    public static Settling of(double[] service, double[] cpu, int warmup) {
        if (service.length != cpu.length || warmup < 0 || warmup > service.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d s of service time, %d s of CPU, %d s of them warm-up: must be as many",
                    service.length,
                    cpu.length,
                    warmup));
        }
        if (service.length < FEWEST_SECONDS) {
            return unknown(String.format(
                    Locale.ROOT,
                    "%d whole s of load are too few to see a change: it takes %d",
                    service.length,
                    FEWEST_SECONDS));
        }
        int empty = firstUnusable(service, cpu);
        if (empty >= 0) {
            return unknown(String.format(
                    Locale.ROOT, "second %d of the load has no answers, or no CPU time that could be read", empty + 1));
        }
        Settling ofService = of("mean service time", service, warmup);
        Settling ofCpu = of("CPU per request", cpu, warmup);
        boolean cpuSaysMore = ofCpu.isChanging() && Math.abs(ofCpu.step) >= Math.abs(ofService.step);
        return cpuSaysMore || !ofService.isChanging() ? ofCpu : ofService;
    }

    private static Settling of(String what, double[] series, int warmup) {
        if (!(SteadyState.of(series, ChangePoints.SHORTEST_SEGMENT)
                instanceof SteadyState.From(int second, double level))) {
            throw new IllegalStateException(series.length + " s always end in a segment");
        }
        if (second <= warmup || !isBeyondNoise(series, warmup, second)) {
            return new Settling(new Warmth(Warmth.Status.STEADY, "service time and CPU per request were steady"), 0);
        }
        double step = level / Math.exp(meanLog(series, warmup, second)) - 1;
        String sentence = String.format(
                Locale.ROOT,
                "no steady state: %s still changed at second %d of %d, by %+.0f%%",
                what,
                second - warmup + 1,
                series.length - warmup,
                step * 100);
        return new Settling(new Warmth(Warmth.Status.CHANGING, sentence), step);
    }

    private boolean isChanging() {
        return warmth.status() == Warmth.Status.CHANGING;
    }

    /// A level holds for three seconds at least, so one that a warm-up of two began is taken to reach into the
    /// measurement. Only where the measurement's own seconds before the change differ from those after it by more
    /// than the tolerance, and by more than these scatter, did the change happen there.
    private static boolean isBeyondNoise(double[] series, int warmup, int second) {
        double after = meanLog(series, second, series.length);
        double step = Math.abs(after - meanLog(series, warmup, second));
        double squares = Arrays.stream(series, second, series.length)
                .map(value -> Math.log(value) - after)
                .map(difference -> difference * difference)
                .sum();
        double seconds = series.length - second;
        double variance = squares / (seconds - 1) * (1 / seconds + 1.0 / (second - warmup));
        return step > Math.max(Math.log1p(SteadyState.TOLERANCE), SIGMAS * Math.sqrt(variance));
    }

    private static double meanLog(double[] series, int from, int to) {
        return Arrays.stream(series, from, to).map(Math::log).average().orElseThrow();
    }

    private static int firstUnusable(double[] service, double[] cpu) {
        return IntStream.range(0, service.length)
                .filter(i -> !isUsable(service[i]) || !isUsable(cpu[i]))
                .findFirst()
                .orElse(-1);
    }

    private static boolean isUsable(double value) {
        return value > 0 && Double.isFinite(value);
    }
}

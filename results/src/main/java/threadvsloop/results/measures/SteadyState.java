package threadvsloop.results.measures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import threadvsloop.results.stats.ChangePoints;

/// Whether a server's per-second numbers (mean service time, CPU per request) have settled, and when.
///
/// Change-points are sought in the logarithms. Steady is the end of the series, as far back as its
/// segments differ from the last one by no more than a tolerance: a step that is real, but too small to
/// matter, does not end it. A drift shows as a stair of steps, so it is steady only if its last part is
/// long and level enough.
///
/// Source: E. Barrett et al., "Virtual machine warmup blows hot and cold", OOPSLA 2017, for
/// change-points in place of a guessed warm-up, for segments that count as one, and for "no steady
/// state" as a result.
public sealed interface SteadyState {
    /// Numbers that differ by no more than 5% count as the same.
    double TOLERANCE = 0.05;

    /// Differences below a thousandth are rounding, not noise.
    double LEAST_NOISE = 1e-3;

    /// @param second index of the first steady second, from 0
    /// @param level geometric mean of the steady seconds, in the unit of the series
    record From(int second, double level) implements SteadyState {}

    /// @param reason a sentence
    record None(String reason) implements SteadyState {}

    /// @param series one number above 0 per second
    /// @param shortest seconds that must be steady to be believed, at least 3
    static SteadyState of(double[] series, int shortest) {
        requireUsable(series, shortest);
        if (series.length < shortest) {
            return new None(
                    String.format(Locale.ROOT, "%d s are too few: %d s must be steady", series.length, shortest));
        }
        double[] logs = Arrays.stream(series).map(Math::log).toArray();
        int from = steadyFrom(ChangePoints.segments(logs, LEAST_NOISE));
        if (series.length - from < shortest) {
            return new None(String.format(Locale.ROOT, "it still changed at second %d of %d", from, series.length));
        }
        double level = Arrays.stream(logs, from, logs.length).average().orElseThrow();
        return new From(from, Math.exp(level));
    }

    private static int steadyFrom(List<ChangePoints.Segment> segments) {
        double last = segments.getLast().mean();
        int from = segments.getLast().from();
        for (ChangePoints.Segment segment : segments.reversed()) {
            if (Math.abs(segment.mean() - last) > Math.log1p(TOLERANCE)) {
                break;
            }
            from = segment.from();
        }
        return from;
    }

    private static void requireUsable(double[] series, int shortest) {
        if (shortest < ChangePoints.SHORTEST_SEGMENT) {
            throw new IllegalArgumentException(
                    shortest + " steady seconds: must be at least " + ChangePoints.SHORTEST_SEGMENT);
        }
        for (int i = 0; i < series.length; i++) {
            if (!(series[i] > 0 && Double.isFinite(series[i]))) {
                throw new IllegalArgumentException("second " + i + " has " + series[i] + ": must be above 0");
            }
        }
    }
}

package threadvsloop.results.charts;

import java.util.List;
import java.util.Locale;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.TheilSen;

/// What a line against connections says of one connection, in words for a legend.
enum Slope {
    NONE("", 0),
    KIB("KiB per connection", 1024),
    THREADS("threads per connection", 1);

    private final String unit;
    private final double scale;

    Slope(String unit, double scale) {
        this.unit = unit;
        this.scale = scale;
    }

    /// @param trials [connections, value] of every trial
    String note(List<double[]> trials) {
        if (this == NONE) {
            return "";
        }
        double[] x = trials.stream().mapToDouble(point -> point[0]).toArray();
        double[] y = trials.stream().mapToDouble(point -> point[1] * scale).toArray();
        return TheilSen.fit(x, y).map(this::words).orElse("");
    }

    private String words(TheilSen line) {
        Interval interval = line.interval();
        String bounds = interval == null
                ? "too few trials for an interval"
                : number(interval.low()) + " to " + number(interval.high());
        return "%s %s (%s)".formatted(number(line.slope()), unit, bounds);
    }

    /// Two decimals below ten, one below a hundred; a slope that rounds to nothing is written 0.
    private static String number(double value) {
        int decimals = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.matches("-?0\\.0+") ? "0" : text.replace('-', '−');
    }
}

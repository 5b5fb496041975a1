package threadvsloop.harness;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `250ms`, `1.5s`, `2m`.
public final class Durations {

    private static final String PART = "([0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)\\s*(us|µs|ms|s|min|m|h|d)";
    private static final Pattern FORM = Pattern.compile("(?:" + PART + "\\s*)+");
    private static final Pattern ONE = Pattern.compile(PART);

    private Durations() {}

    /// @param text numbers with units, from the greatest unit to the least: `250ms`, `1.5s`, `1m30s`
    /// @throws UsageException when the text is not that
    public static Duration parse(String text) {
        String bare = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(bare).matches()) {
            throw notADuration(text);
        }
        double sum = 0;
        double unitBefore = Double.POSITIVE_INFINITY;
        for (Matcher part = ONE.matcher(bare); part.find(); ) {
            double unit = nanos(part.group(2));
            if (unit >= unitBefore) {
                throw notADuration(text);
            }
            sum += Double.parseDouble(part.group(1)) * unit;
            unitBefore = unit;
        }
        return Duration.ofNanos(Math.round(sum));
    }

    private static UsageException notADuration(String text) {
        return new UsageException(
                "\"" + text + "\" is not a duration: write a number with a unit, as in 250ms, 1.5s, 2m or 1m30s");
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m", "min" -> 60e9;
            case "h" -> 3600e9;
            default -> 86_400e9;
        };
    }

    /// Seconds as a fraction.
    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    public static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /// For people waiting: `45 s`, `3 min 05 s`.
    public static String words(Duration duration) {
        long seconds = Math.max(0, Math.round(seconds(duration)));
        return seconds < 60 ? seconds + " s" : "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
}

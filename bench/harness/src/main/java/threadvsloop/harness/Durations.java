package threadvsloop.harness;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `250ms`, `1.5s`, `2m`.
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|m|h)");

    private Durations() {}

    /// @throws UsageException when the text is not a number with a unit
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(
                    "\"" + text + "\" is not a duration: write a number with a unit, as in 250ms, 1.5s or 2m");
        }
        double number = Double.parseDouble(matcher.group(1));
        double nanos = switch (matcher.group(2)) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
        };
        return Duration.ofNanos(Math.round(number * nanos));
    }

    /// Seconds as a fraction.
    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /// For people waiting: `45 s`, `3 min 05 s`.
    static String words(Duration duration) {
        long seconds = Math.max(0, Math.round(seconds(duration)));
        return seconds < 60 ? seconds + " s" : "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
}

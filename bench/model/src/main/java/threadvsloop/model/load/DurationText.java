package threadvsloop.model.load;

import java.math.BigDecimal;
import java.time.Duration;

/// Durations in messages, as people write them: `250 ms`, `1.5 s`, `2 h`.
public final class DurationText {
    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

    private DurationText() {}

    public static String of(Duration duration) {
        long ns = duration.abs().compareTo(MOST) > 0 ? Long.MAX_VALUE : duration.toNanos();
        if (ns == 0) {
            return "0 s";
        }
        if (ns < 0) {
            return "-" + of(Duration.ofNanos(-ns));
        }
        if (ns % 86_400_000_000_000L == 0) {
            return ns / 86_400_000_000_000L + " d";
        }
        if (ns % 3_600_000_000_000L == 0) {
            return ns / 3_600_000_000_000L + " h";
        }
        if (ns % 60_000_000_000L == 0) {
            return ns / 60_000_000_000L + " min";
        }
        if (ns >= 1_000_000_000L) {
            return decimal(ns, 9) + " s";
        }
        return ns >= 1_000_000L ? decimal(ns, 6) + " ms" : decimal(ns, 3) + " µs";
    }

    private static String decimal(long ns, int digits) {
        return BigDecimal.valueOf(ns, digits).stripTrailingZeros().toPlainString();
    }
}

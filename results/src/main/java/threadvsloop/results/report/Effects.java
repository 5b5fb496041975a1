package threadvsloop.results.report;

import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.claims.ClaimsDocument.Effect;
import threadvsloop.results.text.Numbers;

/// Effects of claims as people read them.
final class Effects {
    private Effects() {}

    /// `×0.48`, `51.2 KiB`.
    static String estimate(@Nullable Effect effect) {
        if (effect == null) {
            return Numbers.NONE;
        }
        return isRatio(effect)
                ? "×" + finite(effect.estimate(), Numbers::ratio)
                : (finite(effect.estimate(), Numbers::three) + " " + effect.unit()).strip();
    }

    /// `0.33–0.70`, `49.0 to 53.4`; empty if there is no effect.
    static String interval(@Nullable Effect effect) {
        if (effect == null) {
            return "";
        }
        return isRatio(effect)
                ? finite(effect.low(), Numbers::ratio) + "–" + finite(effect.high(), Numbers::ratio)
                : finite(effect.low(), Numbers::three) + " to " + finite(effect.high(), Numbers::three);
    }

    /// `×0.48 (0.33–0.70)`.
    static String whole(@Nullable Effect effect) {
        return effect == null ? Numbers.NONE : "%s (%s)".formatted(estimate(effect), interval(effect));
    }

    private static boolean isRatio(Effect effect) {
        return effect.unit().equals(Effect.RATIO);
    }

    private static String finite(double value, DoubleFunction<String> format) {
        if (Double.isNaN(value)) {
            return Numbers.NONE;
        }
        return Double.isInfinite(value) ? (value < 0 ? "-∞" : "∞") : format.apply(value);
    }
}

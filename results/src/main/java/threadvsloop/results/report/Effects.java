package threadvsloop.results.report;

import java.util.Collection;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.claims.ClaimsDocument.Effect;
import threadvsloop.results.text.Numbers;

/// Effects of claims as people read them, with digits enough to be seen apart from the thresholds they are held
/// against.
final class Effects {
    private Effects() {}

    /// `×0.48`, `51.2 KiB`.
    static String estimate(@Nullable Effect effect, Collection<Double> thresholds) {
        if (effect == null) {
            return Numbers.NONE;
        }
        return isRatio(effect)
                ? "×" + finite(effect.estimate(), ratio(thresholds))
                : (finite(effect.estimate(), three(thresholds)) + " " + effect.unit()).strip();
    }

    /// `0.33–0.70`, `49.0 to 53.4`; empty if there is no effect.
    static String interval(@Nullable Effect effect, Collection<Double> thresholds) {
        if (effect == null) {
            return "";
        }
        return isRatio(effect)
                ? finite(effect.low(), ratio(thresholds)) + "–" + finite(effect.high(), ratio(thresholds))
                : finite(effect.low(), three(thresholds)) + " to " + finite(effect.high(), three(thresholds));
    }

    /// `×0.48 (0.33–0.70)`.
    static String whole(@Nullable Effect effect, Collection<Double> thresholds) {
        return effect == null
                ? Numbers.NONE
                : "%s (%s)".formatted(estimate(effect, thresholds), interval(effect, thresholds));
    }

    private static DoubleFunction<String> ratio(Collection<Double> thresholds) {
        return value -> Numbers.ratio(value, thresholds);
    }

    private static DoubleFunction<String> three(Collection<Double> thresholds) {
        return value -> Numbers.three(value, thresholds);
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

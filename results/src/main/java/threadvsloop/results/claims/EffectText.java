package threadvsloop.results.claims;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// An effect in words: `0.62 (0.60 to 0.65)`, `53.1 KiB/connection (50.9 to 54.8)`.
public final class EffectText {
    private static final double LEAST_WITH_THREE_DECIMALS = 0.1;
    private static final MathContext DIGITS = new MathContext(3);

    private EffectText() {}

    public static String of(ClaimsDocument.Effect effect) {
        String unit = effect.unit().equals(ClaimsDocument.Effect.RATIO)
                        || effect.unit().isEmpty()
                ? ""
                : " " + effect.unit();
        return number(effect.estimate()) + unit + " (" + number(effect.low()) + " to " + number(effect.high()) + ")";
    }

    /// Three digits, without an exponent.
    static String number(double value) {
        double size = Math.abs(value);
        if (size > 0 && size < LEAST_WITH_THREE_DECIMALS) {
            return new BigDecimal(value).round(DIGITS).toPlainString();
        }
        String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}

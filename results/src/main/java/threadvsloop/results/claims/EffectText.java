package threadvsloop.results.claims;

import java.util.Collection;
import threadvsloop.results.text.Numbers;

/// An effect in words: `0.62 (0.60 to 0.65)`, `53.1 KiB/connection (50.9 to 54.8)`.
public final class EffectText {
    private EffectText() {}

    /// @param thresholds from which each number must be seen to be apart
    public static String of(ClaimsDocument.Effect effect, Collection<Double> thresholds) {
        String unit = effect.unit().equals(ClaimsDocument.Effect.RATIO)
                        || effect.unit().isEmpty()
                ? ""
                : " " + effect.unit();
        return Numbers.three(effect.estimate(), thresholds) + unit + " (" + Numbers.three(effect.low(), thresholds)
                + " to " + Numbers.three(effect.high(), thresholds) + ")";
    }
}

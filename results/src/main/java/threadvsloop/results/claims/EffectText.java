package threadvsloop.results.claims;

import threadvsloop.results.text.Numbers;

/// An effect in words: `0.62 (0.60 to 0.65)`, `53.1 KiB/connection (50.9 to 54.8)`.
public final class EffectText {
    private EffectText() {}

    public static String of(ClaimsDocument.Effect effect) {
        String unit = effect.unit().equals(ClaimsDocument.Effect.RATIO)
                        || effect.unit().isEmpty()
                ? ""
                : " " + effect.unit();
        return Numbers.three(effect.estimate()) + unit + " (" + Numbers.three(effect.low()) + " to "
                + Numbers.three(effect.high()) + ")";
    }
}

package threadvsloop.results.claims;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `claims.json`: what a run's files say of each claim that it was asked about, in the order of their ids.
public record ClaimsDocument(int schemaVersion, List<Claim> claims) {
    public static final int SCHEMA_VERSION = 1;

    public ClaimsDocument {
        claims = List.copyOf(claims);
    }

    /// @param effect of the part that decided, or of the first that decides; null if there is no number
    /// @param threshold that the effect was held against; null with the effect
    /// @param blocks that the effect rests on
    /// @param reason empty unless inconclusive or out of scope: why
    /// @param evidence one sentence with the numbers
    /// @param trials paths of all trials that took part, relative to the run directory
    public record Claim(
            String id,
            String title,
            String statement,
            String source,
            Ruling verdict,
            @JsonSetter(nulls = Nulls.SET) @Nullable Effect effect,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double threshold,
            int blocks,
            String reason,
            String evidence,
            List<String> trials,
            List<Part> parts,
            List<String> published,
            List<String> limits) {}

    /// @param says the hypothesis in words
    /// @param measure what was measured, in words: `CPU/request: eventloop ÷ blocking-platform, plaintext at r6000`
    /// @param is the hypothesis, as in `below 0.9`
    /// @param effect null if there is no number
    /// @param thresholds that part true from false
    /// @param blocksToDecide blocks in all that would decide; null if it is decided, or no practicable number would
    /// @param values of each block that took part
    /// @param leftOut trials that were INVALID and take no part, with the reason
    public record Part(
            String id,
            String says,
            boolean decides,
            Ruling verdict,
            String measure,
            String is,
            @JsonSetter(nulls = Nulls.SET) @Nullable Effect effect,
            List<Double> thresholds,
            int blocks,
            @JsonSetter(nulls = Nulls.SET) @Nullable Integer blocksToDecide,
            String reason,
            List<BlockValue> values,
            List<LeftOut> leftOut,
            List<String> trials) {

        /// Ratios are drawn on a logarithmic axis.
        public boolean hasRatio() {
            return effect != null && effect.unit().equals(Effect.RATIO);
        }
    }

    /// @param unit `ratio` for a ratio, else that of the metric
    public record Effect(double estimate, double low, double high, String unit) {
        public static final String RATIO = "ratio";
    }

    /// @param of the compared side's value, in the metric's unit
    /// @param to the other side's; null if the number itself is judged
    public record BlockValue(
            int block,
            double of,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double to) {}

    /// @param trial its path
    public record LeftOut(String trial, String reason) {}
}

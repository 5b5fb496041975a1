package threadvsloop.results.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.charts.ClaimCharts;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.ClaimsDocument.Effect;
import threadvsloop.results.claims.ClaimsDocument.Part;
import threadvsloop.results.claims.Ruling;
import threadvsloop.results.text.Numbers;

/// The verdicts of a run in a table: a row per claim.
///
/// @param counts `6 supported, 8 refuted, 4 inconclusive, 1 out of scope`
record Verdicts(List<Row> rows, String counts) {

    /// @param anchor of the claim's card
    /// @param effect null if there is no number
    /// @param thresholds what it is held against
    /// @param blocks a dash if nothing was measured
    /// @param seen what was seen, or why nothing is decided
    record Row(
            String id,
            String anchor,
            String title,
            Ruling verdict,
            @Nullable Effect effect,
            List<Double> thresholds,
            String blocks,
            String seen) {}

    static Verdicts of(ClaimsDocument document) {
        return new Verdicts(
                document.claims().stream().map(Verdicts::row).toList(),
                Arrays.stream(Ruling.values())
                        .map(ruling -> count(document, ruling))
                        .filter(count -> !count.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    private static Row row(Claim claim) {
        return new Row(
                claim.id(),
                ClaimCharts.id(claim),
                claim.title(),
                claim.verdict(),
                claim.effect(),
                Stream.ofNullable(claim.threshold()).toList(),
                claim.blocks() == 0 ? Numbers.NONE : Numbers.count((long) claim.blocks()),
                seen(claim));
    }

    private static String count(ClaimsDocument document, Ruling ruling) {
        long count = document.claims().stream()
                .filter(claim -> claim.verdict() == ruling)
                .count();
        return count == 0 ? "" : count + " " + ruling.label().toLowerCase(Locale.ROOT);
    }

    /// What was seen; before it, of a claim that is not decided, why.
    static String seen(Claim claim) {
        return switch (claim.verdict()) {
            case SUPPORTED, REFUTED -> sentences(claim.evidence());
            case INCONCLUSIVE -> sentences(undecided(claim.reason(), blocksToDecide(claim)), claim.evidence());
            case OUT_OF_SCOPE -> sentences(claim.reason());
        };
    }

    /// Why a part is not decided, and what would decide it; empty if it is.
    static String reason(Part part) {
        Integer blocks = part.blocksToDecide();
        return sentences(undecided(part.reason(), blocks == null ? OptionalInt.empty() : OptionalInt.of(blocks)));
    }

    private static String undecided(String reason, OptionalInt blocks) {
        if (blocks.isEmpty()) {
            return reason;
        }
        String enough = blocks.getAsInt() + " blocks would decide";
        return reason.isBlank() ? enough : reason.strip().replaceFirst("\\.$", "") + "; " + enough;
    }

    /// Known only if it is known for each part that must yet be decided.
    private static OptionalInt blocksToDecide(Claim claim) {
        List<Part> open = claim.parts().stream()
                .filter(part -> part.decides() && part.verdict() == Ruling.INCONCLUSIVE)
                .toList();
        int most = 0;
        for (Part part : open) {
            Integer blocks = part.blocksToDecide();
            if (blocks == null) {
                return OptionalInt.empty();
            }
            most = Math.max(most, blocks);
        }
        return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }

    private static String sentences(String... texts) {
        return Stream.of(texts)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.matches("(?s).*[.!?]") ? text : text + ".")
                .collect(Collectors.joining(" "));
    }
}

package threadvsloop.results.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.ClaimsDocument.Effect;
import threadvsloop.results.claims.ClaimsDocument.Part;
import threadvsloop.results.verdict.EquivalenceZone;

/// Charts of effects with their intervals and thresholds: one of all that are ratios, and one of each claim's own. None
/// where there is no effect.
public final class ClaimCharts {
    /// Id of the chart of all claims.
    public static final String VERDICTS = "verdicts";

    private static final int MOST_ROWS = 60;
    private static final double WIDE_RANGE = 10;
    private static final int ROW_PX = 25;
    private static final int PANEL_PX = 54;
    private static final int AROUND_PANELS_PX = 110;
    private static final String MARKS =
            "A mark is an estimate, its line the 95% interval, the bar across it the threshold it is held against. Filled: "
                    + "supported; hollow: refuted; cross: inconclusive. Small marks only stand beside. An arrow at the end "
                    + "of the axis: there is more beyond it.";
    private static final String ZONE = " Shaded: ÷1.1 to ×1.1, too little to matter.";

    private ClaimCharts() {}

    /// In the order of the claims, after the one of all.
    public static List<Chart> of(ClaimsDocument document) {
        Stream<Optional<Chart>> single = document.claims().stream().map(ClaimCharts::ofClaim);
        return Stream.concat(Stream.of(verdicts(document)), single)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Id of a claim's own chart: `claim-C06`.
    public static String id(Claim claim) {
        return Chart.id("claim", claim.id());
    }

    private static Optional<Chart> verdicts(ClaimsDocument document) {
        List<Candidate> all = document.claims().stream()
                .flatMap(claim -> candidates(claim).stream())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Set<Candidate> shown = all.stream()
                .sorted(Comparator.comparing(
                                (Candidate candidate) -> !candidate.part().decides())
                        .thenComparingInt(Candidate::rank))
                .limit(MOST_ROWS)
                .collect(Collectors.toSet());
        List<Row> rows = all.stream()
                .filter(shown::contains)
                .map(candidate ->
                        row(candidate.claim().id() + " " + candidate.part().id(), candidate.part(), List.of()))
                .toList();
        String caption = MARKS + ZONE + inOtherUnits(document) + leftOut(all, shown);
        return Optional.of(chart(
                VERDICTS,
                "How large is each effect, and does it decide?",
                "Ratios, with 95% intervals",
                caption,
                List.of(new Panel("ratio (logarithmic)", true, true, rows))));
    }

    private static List<Candidate> candidates(Claim claim) {
        List<Part> parts = claim.parts().stream()
                .filter(part -> part.hasRatio() && isDrawable(part))
                .toList();
        return IntStream.range(0, parts.size())
                .mapToObj(rank -> new Candidate(claim, parts.get(rank), rank))
                .toList();
    }

    private static String inOtherUnits(ClaimsDocument document) {
        String claims = document.claims().stream()
                .filter(claim -> claim.parts().stream().anyMatch(part -> isDrawable(part) && !part.hasRatio()))
                .map(Claim::id)
                .collect(Collectors.joining(", "));
        return claims.isEmpty() ? "" : " Effects that are no ratios stand with their claims: " + claims + ".";
    }

    private static String leftOut(List<Candidate> all, Set<Candidate> shown) {
        Map<String, Long> counts = all.stream()
                .filter(candidate -> !shown.contains(candidate))
                .collect(Collectors.groupingBy(
                        candidate -> candidate.claim().id(), () -> new LinkedHashMap<>(), Collectors.counting()));
        if (counts.isEmpty()) {
            return "";
        }
        String claims = counts.entrySet().stream()
                .map(count -> count.getKey() + " (" + count.getValue() + ")")
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                " For want of room %d of %d ratios are not here but with their claims: %s.",
                all.size() - shown.size(),
                all.size(),
                claims);
    }

    private static Optional<Chart> ofClaim(Claim claim) {
        Map<Axis, List<Row>> rows = new LinkedHashMap<>();
        for (Part part : claim.parts()) {
            Effect effect = part.effect();
            if (effect != null && isDrawable(part)) {
                Axis axis = part.hasRatio()
                        ? new Axis(Effect.RATIO, List.of())
                        : new Axis(effect.unit(), part.thresholds());
                rows.computeIfAbsent(axis, none -> new ArrayList<>()).add(row(part.id(), part, blocks(part)));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Panel> panels = rows.entrySet().stream()
                .map(panel -> panel(panel.getKey().unit(), panel.getValue()))
                .toList();
        boolean hasRatio = panels.stream().anyMatch(Panel::ratio);
        return Optional.of(chart(
                id(claim),
                claim.id() + ": what was measured?",
                claim.title(),
                MARKS + (hasRatio ? ZONE : "") + " Dots below: single blocks.",
                panels));
    }

    private static Panel panel(String unit, List<Row> rows) {
        return unit.equals(Effect.RATIO)
                ? new Panel("ratio (logarithmic)", true, true, rows)
                : level(unit.isEmpty() ? "number" : unit, rows);
    }

    /// Of levels above zero that differ much, an even axis would show one and hide the others.
    private static Panel level(String unit, List<Row> rows) {
        DoubleSummaryStatistics values = rows.stream()
                .flatMapToDouble(row -> DoubleStream.concat(
                        DoubleStream.of(row.estimate()),
                        row.thresholds().stream().mapToDouble(Double::doubleValue)))
                .summaryStatistics();
        boolean wide = values.getMin() > 0 && values.getMax() >= WIDE_RANGE * values.getMin();
        return new Panel(wide ? unit + " (logarithmic)" : unit, false, wide, rows);
    }

    private static Chart chart(String id, String title, String subtitle, String caption, List<Panel> panels) {
        int rows = panels.stream().mapToInt(panel -> panel.rows().size()).sum();
        int height = AROUND_PANELS_PX + PANEL_PX * panels.size() + ROW_PX * rows;
        EquivalenceZone zone = EquivalenceZone.USUAL;
        Data data = new Data(title, subtitle, height, List.of(zone.low(), zone.high()), panels);
        return new Chart(id, "", "effects", title, caption, height, data);
    }

    private static boolean isDrawable(Part part) {
        Effect effect = part.effect();
        return effect != null && Double.isFinite(effect.estimate()) && (!part.hasRatio() || effect.estimate() > 0);
    }

    private static Row row(String label, Part part, List<Double> blocks) {
        Effect effect = part.effect();
        if (effect == null) {
            throw new IllegalArgumentException("part " + part.id() + " has no effect to draw");
        }
        return new Row(
                label,
                part.verdict().label(),
                part.decides(),
                effect.estimate(),
                end(effect.low()),
                end(effect.high()),
                part.thresholds(),
                blocks);
    }

    /// JSON has no infinity; null is an end without bound.
    private static @Nullable Double end(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<Double> blocks(Part part) {
        return part.values().stream()
                .flatMap(value -> {
                    Double to = value.to();
                    return Stream.of(to == null ? value.of() : value.of() / to);
                })
                .filter(value -> Double.isFinite(value) && (!part.hasRatio() || value > 0))
                .toList();
    }

    /// @param rank among the claim's ratios, from 0
    private record Candidate(Claim claim, Part part, int rank) {}

    /// What shares an axis: all ratios, or levels of one unit that are held against the same.
    private record Axis(String unit, List<Double> thresholds) {}

    /// @param low null if it has no bound
    /// @param high the same
    /// @param blocks the effect in each single block
    record Row(
            String label,
            String verdict,
            boolean decides,
            double estimate,
            @Nullable Double low,
            @Nullable Double high,
            List<Double> thresholds,
            List<Double> blocks) {}

    /// @param ratio its axis has the zone
    record Panel(String xName, boolean ratio, boolean logarithmic, List<Row> rows) {}

    /// @param zone the ends of the equivalence zone
    record Data(String title, String subtitle, int heightPx, List<Double> zone, List<Panel> panels) {}
}

package threadvsloop.results.report;

import java.util.List;
import threadvsloop.results.charts.ClaimCharts;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.ClaimsDocument.LeftOut;
import threadvsloop.results.claims.ClaimsDocument.Part;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.run.RunData;
import threadvsloop.results.text.Numbers;

/// All that a run says of one claim.
///
/// @param anchor id of the section
/// @param seen what was seen, or why nothing is decided
/// @param conditions what would support it and what would refute it; empty if the run does not say
/// @param leftOut trials that took no part, with the reason
/// @param figures its chart, or none
record ClaimCard(
        Claim claim,
        String anchor,
        String seen,
        List<Condition> conditions,
        List<LeftOut> leftOut,
        List<Figure> figures) {

    record Condition(String name, String text) {}

    static List<ClaimCard> of(RunData run, ClaimsDocument document, List<Figure> figures) {
        return document.claims().stream().map(claim -> of(run, claim, figures)).toList();
    }

    private static ClaimCard of(RunData run, Claim claim, List<Figure> figures) {
        String id = ClaimCharts.id(claim);
        return new ClaimCard(
                claim,
                id,
                Verdicts.seen(claim),
                run.run().claims().stream()
                        .filter(spec -> spec.id().equals(claim.id()) && spec.inScope())
                        .findFirst()
                        .map(ClaimCard::conditions)
                        .orElse(List.of()),
                claim.parts().stream()
                        .flatMap(part -> part.leftOut().stream())
                        .distinct()
                        .toList(),
                figures.stream()
                        .filter(figure -> figure.chart().id().equals(id))
                        .toList());
    }

    private static List<Condition> conditions(ClaimSpec spec) {
        return List.of(
                new Condition("Supported if", spec.supportedIf()), new Condition("Refuted if", spec.refutedIf()));
    }

    /// `12 trials, 1 left out`.
    String trials() {
        String took = claim.trials().size() == 1
                ? "1 trial"
                : Numbers.count((long) claim.trials().size()) + " trials";
        return leftOut.isEmpty() ? took : took + ", " + leftOut.size() + " left out";
    }

    String effect(Part part) {
        return Effects.estimate(part.effect(), part.thresholds());
    }

    String interval(Part part) {
        return Effects.interval(part.effect(), part.thresholds());
    }

    String reason(Part part) {
        return Verdicts.reason(part);
    }
}

package threadvsloop.results.claims;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.verdict.EquivalenceZone;

/// Where a run has not measured closely enough: an interval reaches further from its estimate than the
/// smallest effect of
/// interest. On which side of a threshold it lies plays no part, so that to go on favours no verdict.
public final class Precision {
    private static final EquivalenceZone ZONE = EquivalenceZone.USUAL;

    private Precision() {}

    /// A point of a scenario, where contestants are measured together.
    public record Point(String scenario, String point) {}

    /// The points that need another block: of a run that decides claims, those of parts that decide; of
    /// any other, those
    /// where some contestant's CPU per request (memory, where nothing is asked) is not known closely
    /// enough against the
    /// first contestant's.
    ///
    /// @throws RunDirectoryException if a claim in `run.json` makes no sense
    public static Set<Point> lacking(RunData run) throws RunDirectoryException {
        return run.run().claims().isEmpty() ? ofComparisons(run) : ofClaims(run);
    }

    private static Set<Point> ofClaims(RunData run) throws RunDirectoryException {
        Set<Point> points = new HashSet<>();
        ClaimsDocument document = Claims.of(run);
        for (ClaimSpec spec : run.run().claims()) {
            document.claims().stream()
                    .filter(claim -> claim.id().equals(spec.id()))
                    .flatMap(claim -> claim.parts().stream())
                    .filter(part -> part.decides() && isWide(part))
                    .flatMap(part -> places(spec, part.id()))
                    .map(place -> new Point(place.scenario(), place.point()))
                    .forEach(points::add);
        }
        return points;
    }

    private static Stream<ClaimSpec.Place> places(ClaimSpec spec, String part) {
        return spec.parts().stream().filter(one -> one.id().equals(part)).flatMap(ClaimSpec.Part::places);
    }

    /// Without a number, more blocks are no remedy.
    private static boolean isWide(ClaimsDocument.Part part) {
        ClaimsDocument.Effect effect = part.effect();
        if (effect == null) {
            return part.blocks() > 0;
        }
        return effect.unit().equals(ClaimsDocument.Effect.RATIO)
                ? isWideRatio(new Interval(effect.low(), effect.high()))
                : (effect.high() - effect.low()) / 2 > ZONE.smallestEffect() * Math.abs(effect.estimate());
    }

    private static Set<Point> ofComparisons(RunData run) {
        Set<Point> points = new HashSet<>();
        for (Run.Scenario scenario : run.scenarios()) {
            for (PointSpec point : scenario.points()) {
                PointComparison comparison = PointComparison.of(run, scenario.id(), point.id());
                Metric metric = point.mode() == PointSpec.Mode.IDLE ? Metric.PSS : Metric.CPU_PER_REQUEST;
                if (run.contestants().stream()
                        .map(contestant -> comparison.ratio(contestant.id(), metric))
                        .flatMap(Optional::stream)
                        .map(PairedRatio::interval)
                        .anyMatch(Precision::isWideOrUnknown)) {
                    points.add(new Point(scenario.id(), point.id()));
                }
            }
        }
        return points;
    }

    private static boolean isWideOrUnknown(@Nullable Interval ratio) {
        return ratio == null || isWideRatio(ratio);
    }

    private static boolean isWideRatio(Interval ratio) {
        return Math.log(ratio.high() / ratio.low()) / 2 > Math.log(ZONE.high());
    }
}

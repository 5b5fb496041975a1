package threadvsloop.results.claims;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.stats.TheilSen;

/// What one side of a claim's part is in one block: a trial's number, or the slope of several trials' numbers against
/// their connections.
///
/// @param factor from the metric's unit to `unit`
/// @param unit of the quantity
record Quantity(ClaimSpec.Part part, Metric metric, double factor, String unit) {

    private static final double KIB_PER_MIB = 1024;

    /// Nanoseconds of CPU per second in 1% of one CPU.
    private static final double NS_PER_PERCENT = 1e7;

    static Quantity of(ClaimSpec.Part part) {
        Metric metric = Metric.ofId(part.metric());
        if (!part.perConnection()) {
            return new Quantity(part, metric, 1, metric.unit());
        }
        return switch (metric) {
            case PSS, RSS, VIRTUAL, KERNEL_MEMORY -> new Quantity(part, metric, KIB_PER_MIB, "KiB/connection");
            case CPU_SHARE -> new Quantity(part, metric, NS_PER_PERCENT, "ns/s per connection");
            default -> new Quantity(part, metric, 1, (metric.unit() + "/connection").strip());
        };
    }

    /// Without what a server needs only until it is warm; empty where that cannot be told.
    Optional<Quantity> warm() {
        return metric.warm().map(warm -> new Quantity(part, warm, factor, unit));
    }

    /// @return empty if a trial lacks the number
    OptionalDouble of(Blocks blocks, ClaimSpec.Side side, int block) {
        List<Trial> trials = side.places()
                .flatMap(place -> blocks.trial(place, block).stream())
                .flatMap(trial -> seen(trial).stream())
                .toList();
        if (trials.size() < side.points().size()
                || trials.stream().anyMatch(trial -> metric.of(trial).isEmpty())) {
            return OptionalDouble.empty();
        }
        double[] values = trials.stream()
                .mapToDouble(trial -> metric.of(trial).orElseThrow() * factor)
                .toArray();
        return part.perConnection() ? slope(trials, values) : OptionalDouble.of(values[0]);
    }

    private static OptionalDouble slope(List<Trial> trials, double[] values) {
        double[] connections = trials.stream()
                .mapToDouble(trial -> trial.point().connections())
                .toArray();
        return TheilSen.fit(connections, values)
                .map(line -> OptionalDouble.of(line.slope()))
                .orElseGet(OptionalDouble::empty);
    }

    private Optional<Trial> seen(Trial trial) {
        return part.kind().isEmpty() ? Optional.of(trial) : trial.ofKind(part.kind());
    }

    /// `CPU/request of eventloop ÷ blocking-platform, at plaintext/r6000`.
    String words() {
        String of = side(part.of());
        String what = metric.label() + (part.kind().isEmpty() ? "" : " of " + part.kind() + " requests");
        String compared = part.ofTwo() ? of + " ÷ " + side(part.to()) : of;
        return what + (part.perConnection() ? " per connection" : "") + ": " + compared;
    }

    private String side(ClaimSpec.Side side) {
        return side.contestant() + " at " + side.scenario() + "/" + String.join("…", ends(side.points()));
    }

    private static List<String> ends(List<String> points) {
        return points.size() < 2 ? points : List.of(points.getFirst(), points.getLast());
    }
}

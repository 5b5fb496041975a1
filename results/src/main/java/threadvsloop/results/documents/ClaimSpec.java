package threadvsloop.results.documents;

import java.util.List;
import java.util.stream.Stream;

/// A published claim and what decides it, stated before anything is measured: an entry of `run.json`, as
/// `bench/claims/*.yaml` has it.
///
/// @param id as in `C05`
/// @param statement the claim in the project's own words
/// @param source who said it, where and when
/// @param supportedIf what numbers would support it, in words
/// @param refutedIf what numbers would refute it, in words
/// @param published figures of the source, to stand beside the measured ones
/// @param limits what the experiment cannot say
/// @param outOfScope why no measurement can decide it; empty if one can
/// @param parts what is measured; none exactly if it is out of scope
public record ClaimSpec(
        String id,
        String title,
        String statement,
        String source,
        String supportedIf,
        String refutedIf,
        List<String> published,
        List<String> limits,
        String outOfScope,
        List<Part> parts) {

    public ClaimSpec {
        published = List.copyOf(published);
        limits = List.copyOf(limits);
        parts = List.copyOf(parts);
        if (outOfScope.isEmpty() == parts.isEmpty()) {
            throw new IllegalArgumentException("claim " + id + ": either \"parts\" or \"out-of-scope\" must be given");
        }
        if (!parts.isEmpty() && parts.stream().noneMatch(Part::decides)) {
            throw new IllegalArgumentException("claim " + id + ": no part of it decides");
        }
        List<String> ids = parts.stream().map(Part::id).toList();
        if (ids.stream().distinct().count() != ids.size()) {
            throw new IllegalArgumentException("claim " + id + ": its parts " + ids + " need different ids");
        }
    }

    public boolean inScope() {
        return outOfScope.isEmpty();
    }

    /// Everything that must be measured for it.
    public Stream<Place> places() {
        return parts.stream().flatMap(Part::places).distinct();
    }

    /// One comparison or one number, with a hypothesis that the claim implies.
    ///
    /// @param says the hypothesis in words
    /// @param decides false if it only stands beside: the claim's verdict does not rest on it
    /// @param metric as `tvl` writes it: `cpu-per-request`
    /// @param kind of the scenarios' requests that the metric is of; empty for all
    /// @param perConnection true for the metric's slope against connections, over the points of each side
    /// @param of what is compared
    /// @param to what it is compared with; none (an empty contestant) if the number itself is judged
    /// @param is the hypothesis about `of ÷ to`, or about `of`: `below 0.9`, `above 2`, `within 10%`
    /// @param blocks needed for a verdict
    public record Part(
            String id,
            String says,
            boolean decides,
            String metric,
            String kind,
            boolean perConnection,
            Side of,
            Side to,
            String is,
            int blocks) {

        /// Whether it is a ratio.
        public boolean ofTwo() {
            return !to.contestant().isEmpty();
        }

        public Stream<Place> places() {
            return Stream.of(of, to).flatMap(Side::places);
        }
    }

    /// @param scenario id of the scenario that yields the number
    /// @param points of it: one, or several for a slope
    public record Side(String contestant, String scenario, List<String> points) {
        public static final Side NONE = new Side("", "", List.of());

        public Side {
            points = List.copyOf(points);
        }

        public Stream<Place> places() {
            return points.stream().map(point -> new Place(scenario, point, contestant));
        }
    }

    /// A contestant at a point of a scenario.
    public record Place(String scenario, String point, String contestant) {}
}

package threadvsloop.harness.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.UsageException;
import threadvsloop.results.claims.HypothesisText;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.verdict.Judge;

/// `bench/claims/*.yaml`: a published claim, and what decides it.
///
/// @param supportedIf what numbers would support it, in words
/// @param refutedIf what numbers would refute it, in words
/// @param published figures of the source; absent for none
/// @param limits what the experiment cannot say; absent for none
/// @param outOfScope why no measurement can decide it; absent if one can
/// @param parts absent exactly if it is out of scope
public record ClaimFile(
        String id,
        String title,
        String statement,
        String source,
        @Nullable String supportedIf,
        @Nullable String refutedIf,
        @Nullable List<String> published,
        @Nullable List<String> limits,
        @Nullable String outOfScope,
        @Nullable List<Part> parts) {

    public ClaimFile {
        Objects.requireNonNull(id, "field \"id\" is missing");
        Objects.requireNonNull(title, "field \"title\" is missing");
        Objects.requireNonNull(statement, "field \"statement\" is missing");
        Objects.requireNonNull(source, "field \"source\" is missing");
        if (outOfScope == null && (supportedIf == null || refutedIf == null)) {
            throw new UsageException(
                    "claim " + id + ": \"supported-if\" and \"refuted-if\" must be said before it is measured");
        }
    }

    /// @param says the hypothesis in words
    /// @param decides absent for true
    /// @param kind of request that the metric is of; absent for all
    /// @param perConnection true for the metric's slope against connections
    /// @param of `contestant @ scenario/point`, with several points, parted by commas, for a slope
    /// @param to the same, what it is compared with; absent if the number itself is judged
    /// @param is `below 0.9`, `above 2`, `within 10%`
    /// @param blocks needed; absent for the fewest that any verdict needs
    /// @param each contestants for each of which this part stands once, in place of `{each}`; absent for none
    record Part(
            String id,
            String says,
            @Nullable Boolean decides,
            String metric,
            @Nullable String kind,
            @Nullable Boolean perConnection,
            String of,
            @Nullable String to,
            String is,
            @Nullable Integer blocks,
            @Nullable List<String> each) {

        private static final String EACH = "{each}";

        Part {
            Objects.requireNonNull(id, "field \"id\" is missing");
            Objects.requireNonNull(says, "part " + id + ": field \"says\" is missing");
            Objects.requireNonNull(metric, "part " + id + ": field \"metric\" is missing");
            Objects.requireNonNull(of, "part " + id + ": field \"of\" is missing");
            Objects.requireNonNull(is, "part " + id + ": field \"is\" is missing");
            if ((each != null) != id.contains(EACH)) {
                throw new UsageException(
                        "part " + id + ": \"each\" and \"{each}\" in its id go together, so that ids differ");
            }
        }

        Stream<ClaimSpec.Part> toSpecs() {
            return each == null ? Stream.of(toSpec("")) : each.stream().map(this::toSpec);
        }

        private ClaimSpec.Part toSpec(String one) {
            Metric.ofId(metric);
            if (HypothesisText.parse(is).thresholds().anyMatch(threshold -> threshold <= 0) && to != null) {
                throw new IllegalArgumentException(
                        "part " + id + ": \"" + is + "\": the threshold of a ratio must be above 0");
            }
            return new ClaimSpec.Part(
                    id.replace(EACH, one),
                    says.replace(EACH, one).strip(),
                    decides == null || decides,
                    metric,
                    kind == null ? "" : kind,
                    Boolean.TRUE.equals(perConnection),
                    side(of.replace(EACH, one)),
                    to == null ? ClaimSpec.Side.NONE : side(to.replace(EACH, one)),
                    is,
                    blocks == null ? Judge.FEWEST_BLOCKS : blocks);
        }

        private ClaimSpec.Side side(String text) {
            String[] words = text.split(" @ |/", -1);
            if (words.length != 3 || Stream.of(words).anyMatch(String::isBlank)) {
                throw new UsageException("part " + id + ": \"" + text
                        + "\" must be as in: eventloop @ plaintext/c64, or c0,c1000 for a slope");
            }
            List<String> points = List.of(words[2].strip().split(" *, *"));
            if (points.size() > 1 != Boolean.TRUE.equals(perConnection)) {
                throw new UsageException(
                        "part " + id + ": several points are for a slope, \"per-connection: true\", and it for them");
            }
            return new ClaimSpec.Side(words[0].strip(), words[1].strip(), points);
        }
    }

    /// @throws UsageException if it names what is not there, or compares modes of load
    ClaimSpec toSpec(Catalogue catalogue) {
        List<ClaimSpec.Part> specs = new ArrayList<>();
        try {
            for (Part part : parts == null ? List.<Part>of() : parts) {
                part.toSpecs().forEach(specs::add);
            }
            ClaimSpec spec = new ClaimSpec(
                    id,
                    title.strip(),
                    statement.strip(),
                    source.strip(),
                    supportedIf == null ? "" : supportedIf.strip(),
                    refutedIf == null ? "" : refutedIf.strip(),
                    published == null ? List.of() : published,
                    limits == null ? List.of() : limits,
                    outOfScope == null ? "" : outOfScope.strip(),
                    specs);
            spec.places().forEach(place -> {
                catalogue.contestant(place.contestant());
                catalogue.scenario(place.scenario()).toRun(List.of(place.point()));
            });
            specs.forEach(part -> requireOneMode(part, catalogue));
            return spec;
        } catch (IllegalArgumentException e) {
            throw new UsageException("claim " + id + ": " + e.getMessage());
        }
    }

    /// Open and closed loop are never compared with one another.
    private static void requireOneMode(ClaimSpec.Part part, Catalogue catalogue) {
        List<String> modes = Stream.of(part.of(), part.to())
                .filter(side -> !side.scenario().isEmpty())
                .map(side -> catalogue.scenario(side.scenario()).mode().replaceFirst("-.*", ""))
                .distinct()
                .toList();
        if (modes.size() > 1) {
            throw new IllegalArgumentException("part " + part.id() + " compares " + String.join(" with ", modes)
                    + " loops, which say different things");
        }
    }
}

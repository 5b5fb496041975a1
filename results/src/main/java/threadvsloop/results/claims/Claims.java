package threadvsloop.results.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.run.Documents;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectoryException;

/// What a run's files say of its claims. Trials are believed only as far as their own raw files agree ([RunData]).
public final class Claims {
    public static final String FILE = "claims.json";

    private Claims() {}

    /// Derives the verdicts from the trials; writes nothing.
    ///
    /// @return without claims if the run was not asked to decide any
    /// @throws RunDirectoryException if a claim in `run.json` makes no sense
    public static ClaimsDocument of(RunData run) throws RunDirectoryException {
        List<ClaimSpec> specs = run.run().claims();
        Blocks blocks = new Blocks(run, run.trials());
        List<ClaimsDocument.Claim> claims = new ArrayList<>();
        for (ClaimSpec spec : specs) {
            try {
                claims.add(claim(spec, blocks));
            } catch (IllegalArgumentException e) {
                throw new RunDirectoryException(
                        run.directory().path().resolve("run.json") + ": claim " + spec.id() + ": " + e.getMessage(), e);
            }
        }
        return new ClaimsDocument(ClaimsDocument.SCHEMA_VERSION, claims);
    }

    /// Writes `claims.json` beside the trials.
    public static void write(RunData run, ClaimsDocument document) throws IOException {
        Documents.write(file(run), document);
    }

    /// `claims.json` as it was written.
    ///
    /// @throws threadvsloop.results.run.RunDirectoryException if it is missing, damaged or of another
    ///     version
    public static ClaimsDocument read(RunData run) throws IOException {
        return Documents.read(file(run), ClaimsDocument.class, ClaimsDocument.SCHEMA_VERSION);
    }

    /// Whether there is a `claims.json`.
    public static boolean areWritten(RunData run) {
        return Files.exists(file(run));
    }

    private static Path file(RunData run) {
        return run.directory().path().resolve(FILE);
    }

    /// Where two documents of one run disagree, a sentence each.
    public static List<String> differences(ClaimsDocument written, ClaimsDocument derived) {
        List<String> differences = new ArrayList<>();
        for (ClaimsDocument.Claim claim : derived.claims()) {
            Optional<ClaimsDocument.Claim> other = written.claims().stream()
                    .filter(one -> one.id().equals(claim.id()))
                    .findFirst();
            if (other.isEmpty()) {
                differences.add(claim.id() + " is missing in " + FILE + "; the raw files say "
                        + claim.verdict().label());
            } else if (other.get().verdict() != claim.verdict()) {
                differences.add("%s: %s says %s, the raw files say %s"
                        .formatted(
                                claim.id(),
                                FILE,
                                other.get().verdict().label(),
                                claim.verdict().label()));
            } else if (!other.get().equals(claim)) {
                differences.add(claim.id() + ": " + FILE + " has other numbers than the raw files: \""
                        + other.get().evidence() + "\" against \"" + claim.evidence() + "\"");
            }
        }
        written.claims().stream()
                .filter(claim ->
                        derived.claims().stream().noneMatch(one -> one.id().equals(claim.id())))
                .forEach(claim -> differences.add(claim.id() + " is in " + FILE + " and not in run.json"));
        return differences;
    }

    private static ClaimsDocument.Claim claim(ClaimSpec spec, Blocks blocks) {
        List<ClaimsDocument.Part> parts = spec.parts().stream()
                .map(part -> new PartEvidence(part, blocks).document())
                .toList();
        List<ClaimsDocument.Part> deciding =
                parts.stream().filter(ClaimsDocument.Part::decides).toList();
        Ruling ruling = ruling(spec, deciding);
        ClaimsDocument.Part telling = telling(deciding, ruling);
        return new ClaimsDocument.Claim(
                spec.id(),
                spec.title(),
                spec.statement(),
                spec.source(),
                ruling,
                telling == null ? null : telling.effect(),
                telling == null || telling.effect() == null ? null : threshold(telling),
                telling == null ? 0 : telling.blocks(),
                reason(spec, ruling, deciding),
                evidence(spec, deciding, telling),
                parts.stream()
                        .flatMap(part -> part.trials().stream())
                        .distinct()
                        .toList(),
                parts,
                spec.published(),
                spec.limits());
    }

    /// One part refuted refutes the claim; all supported support it.
    private static Ruling ruling(ClaimSpec spec, List<ClaimsDocument.Part> deciding) {
        if (!spec.inScope()) {
            return Ruling.OUT_OF_SCOPE;
        }
        if (deciding.stream().anyMatch(part -> part.verdict() == Ruling.REFUTED)) {
            return Ruling.REFUTED;
        }
        return deciding.stream().allMatch(part -> part.verdict() == Ruling.SUPPORTED)
                ? Ruling.SUPPORTED
                : Ruling.INCONCLUSIVE;
    }

    /// The first part that made the ruling.
    private static ClaimsDocument.@Nullable Part telling(List<ClaimsDocument.Part> deciding, Ruling ruling) {
        return deciding.stream()
                .filter(part -> part.verdict() == ruling)
                .findFirst()
                .orElse(null);
    }

    private static double threshold(ClaimsDocument.Part part) {
        double estimate = part.effect() == null ? 0 : part.effect().estimate();
        return part.thresholds().stream()
                .min((a, b) -> Double.compare(Math.abs(a - estimate), Math.abs(b - estimate)))
                .orElseThrow();
    }

    private static String reason(ClaimSpec spec, Ruling ruling, List<ClaimsDocument.Part> deciding) {
        return switch (ruling) {
            case OUT_OF_SCOPE -> spec.outOfScope();
            case INCONCLUSIVE -> reasons(deciding);
            default -> "";
        };
    }

    /// `small, large: Blocks [2] have INVALID trials; …`: each reason once, after the parts that it holds
    /// for.
    private static String reasons(List<ClaimsDocument.Part> deciding) {
        Map<String, String> parts = deciding.stream()
                .filter(part -> part.verdict() == Ruling.INCONCLUSIVE)
                .collect(Collectors.toMap(
                        ClaimsDocument.Part::reason,
                        ClaimsDocument.Part::id,
                        (first, second) -> first + ", " + second,
                        LinkedHashMap::new));
        return parts.entrySet().stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String evidence(
            ClaimSpec spec, List<ClaimsDocument.Part> deciding, ClaimsDocument.@Nullable Part telling) {
        if (telling == null) {
            return spec.inScope() ? "nothing was measured" : "listed without a score";
        }
        String found = Optional.ofNullable(telling.effect())
                .map(effect -> telling.measure() + " is " + EffectText.of(effect, telling.thresholds()) + " (claimed: "
                        + telling.is() + ")")
                .orElse(telling.measure() + " was not measured");
        return deciding.size() == 1 ? found : found + "; of " + deciding.size() + " parts " + tally(deciding);
    }

    private static String tally(List<ClaimsDocument.Part> parts) {
        List<String> counts = new ArrayList<>();
        Stream.of(Ruling.SUPPORTED, Ruling.REFUTED, Ruling.INCONCLUSIVE).forEach(ruling -> {
            long count = parts.stream().filter(part -> part.verdict() == ruling).count();
            if (count > 0) {
                counts.add(count + " " + ruling.label().toLowerCase(Locale.ROOT));
            }
        });
        return String.join(", ", counts);
    }
}

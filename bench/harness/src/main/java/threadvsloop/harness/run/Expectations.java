package threadvsloop.harness.run;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.catalogue.Yaml;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.Ruling;

/// What a user expects of each claim: a YAML file of lines such as `C05: Refuted`.
///
/// @param rulings label of the ruling by claim id
public record Expectations(Map<String, String> rulings) {

    public static final Expectations NONE = new Expectations(Map.of());

    /// @throws UsageException if the file is missing, or has a verdict that there is not
    public static Expectations read(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException("--expect " + file + ": no such file; it has lines such as \"C05: Refuted\"");
        }
        Map<String, String> rulings = new TreeMap<>(Yaml.read(file, new TypeReference<Map<String, String>>() {}));
        List<String> known = Arrays.stream(Ruling.values()).map(Ruling::label).toList();
        for (String ruling : rulings.values()) {
            if (!known.contains(ruling)) {
                throw Nearest.unknown("verdict", ruling, known);
            }
        }
        return new Expectations(rulings);
    }

    /// A sentence for each claim that ended otherwise, or was not tested.
    List<String> missed(ClaimsDocument found) {
        List<String> missed = new ArrayList<>();
        rulings.forEach((id, expected) -> {
            String ruling = found.claims().stream()
                    .filter(claim -> claim.id().equals(id))
                    .map(claim -> claim.verdict().label())
                    .findFirst()
                    .orElse("not tested");
            if (!ruling.equals(expected)) {
                missed.add(id + ": expected " + expected + ", found " + ruling);
            }
        });
        return missed;
    }
}

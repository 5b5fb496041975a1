package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.UsageException;

/// An entry of `bench/variants.yaml`: a contestant of the catalogue that is set, placed or only named
/// otherwise. It is
/// no contestant of its own: the conformance suite holds the one that it is `of` to the contract.
///
/// @param of id of the contestant that it is a variant of
/// @param options put after those of the contestant; of an option that both give, the variant's counts
/// @param java arguments of the JVM; only where the contestant is a Java program
/// @param cpus how many CPUs the server gets, at most as many as there are; null for all that servers get
///     here
public record Variant(
        String id,
        String label,
        String of,
        String description,
        List<String> options,
        List<String> java,
        @Nullable Integer cpus) {

    private static final String JAVA = "{java}";
    private static final String GO_BY = "--contestant";

    @JsonCreator
    public Variant {
        Objects.requireNonNull(id, "field \"id\" is missing");
        Objects.requireNonNull(label, "field \"label\" is missing");
        Objects.requireNonNull(of, "field \"of\" is missing: the id of a contestant");
        Objects.requireNonNull(description, "field \"description\" is missing");
        options = options == null ? List.of() : List.copyOf(options);
        java = java == null ? List.of() : List.copyOf(java);
        if (cpus != null && cpus < 1) {
            throw new UsageException("variant " + id + " has cpus: " + cpus + ": at least 1 is needed");
        }
        if (!options.isEmpty() && !options.getFirst().startsWith("--")) {
            throw new UsageException("variant " + id + " has the option \"" + options.getFirst()
                    + "\": an option begins with --, and its value follows as an item of its own");
        }
    }

    /// The same server under a second name, with these options besides its own.
    public static Variant of(String id, CatalogueContestant base, List<String> options) {
        return new Variant(id, base.label() + " (" + id + ")", base.id(), base.description(), options, List.of(), null);
    }

    /// What is started and measured.
    ///
    /// @throws UsageException when it sets a JVM and there is none
    CatalogueContestant applyTo(CatalogueContestant base) {
        List<String> command = new ArrayList<>(base.command());
        if (!java.isEmpty() && !command.getFirst().equals(JAVA)) {
            throw new UsageException(
                    "variant " + id + " has arguments for a JVM, and " + base.id() + " is no Java program");
        }
        command.addAll(1, java);
        Map<String, List<String>> all = new LinkedHashMap<>();
        collect(base.options(), all);
        collect(options, all);
        all.put(GO_BY, List.of(id));
        List<String> line = new ArrayList<>();
        all.forEach((name, values) -> {
            line.add(name);
            line.addAll(values);
        });
        return new CatalogueContestant(
                id,
                label,
                base.family(),
                description,
                command,
                line,
                base.requires(),
                cpus == null ? base.cpus() : cpus);
    }

    /// Options by name, each with the words up to the next.
    private static void collect(List<String> words, Map<String, List<String>> options) {
        List<String> values = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("--")) {
                values = new ArrayList<>();
                options.put(word, values);
            } else {
                values.add(word);
            }
        }
    }
}

package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import threadvsloop.harness.FileFault;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.results.documents.ClaimSpec;

/// Everything that can be named on the command line, read from the project's YAML files, by id in file order.
public record Catalogue(
        Map<String, Contestant> contestants,
        Map<String, ScenarioFile> scenarios,
        Map<String, Profile> profiles,
        Map<String, ClaimFile> claims) {

    /// The contestants of the project, then their variants.
    ///
    /// @throws UsageException when a file is malformed
    public static Catalogue read(Project project) {
        Map<String, Contestant> contestants = byId(
                Yaml.read(project.contestants(), new TypeReference<List<CatalogueContestant>>() {}), Contestant::id);
        List<Profile> profiles = Yaml.read(project.profiles(), new TypeReference<List<Profile>>() {});
        Catalogue catalogue = new Catalogue(
                contestants,
                byId(files(project.scenarios(), new TypeReference<ScenarioFile>() {}), ScenarioFile::id),
                byId(
                        profiles.stream()
                                .map(profile -> profile.naming(contestants.keySet()))
                                .toList(),
                        Profile::id),
                Files.isDirectory(project.claims())
                        ? byId(files(project.claims(), new TypeReference<ClaimFile>() {}), ClaimFile::id)
                        : Map.of());
        List<Variant> variants = Files.exists(project.variants())
                ? Yaml.read(project.variants(), new TypeReference<List<Variant>>() {})
                : List.of();
        for (Variant variant : variants) {
            catalogue = catalogue.with(variant);
        }
        return catalogue;
    }

    /// This catalogue and a variant of one of its contestants.
    ///
    /// @throws UsageException when its id is taken, or what it is of is no contestant of the project
    public Catalogue with(Variant variant) {
        if (!(contestant(variant.of()) instanceof CatalogueContestant base)) {
            throw new UsageException("variant %s is of %s, an own server: give its options in that server's own file"
                    .formatted(variant.id(), variant.of()));
        }
        Map<String, Contestant> all = new LinkedHashMap<>(contestants);
        if (all.putIfAbsent(variant.id(), variant.applyTo(base)) != null) {
            throw new UsageException(
                    "the id \"" + variant.id() + "\" of a variant is taken by another contestant: rename it");
        }
        return new Catalogue(all, scenarios, profiles, claims);
    }

    /// This catalogue and the own servers of a file.
    ///
    /// @throws UsageException when an id is taken already
    public Catalogue with(List<OwnContestant> own, Path file) {
        Map<String, Contestant> all = new LinkedHashMap<>(contestants);
        for (OwnContestant contestant : own) {
            Contestant earlier = all.putIfAbsent(contestant.id(), contestant);
            if (earlier != null) {
                throw new UsageException("%s: the id \"%s\" is taken by %s: rename yours"
                        .formatted(
                                file,
                                contestant.id(),
                                earlier instanceof CatalogueContestant
                                        ? "a contestant of the project"
                                        : "another own server"));
            }
        }
        return new Catalogue(all, scenarios, profiles, claims);
    }

    /// Ids of the own servers, in the order of their files.
    public List<String> own() {
        return contestants.values().stream()
                .filter(OwnContestant.class::isInstance)
                .map(Contestant::id)
                .toList();
    }

    public Contestant contestant(String id) {
        return known("contestant", id, contestants);
    }

    public ScenarioFile scenario(String id) {
        return known("scenario", id, scenarios);
    }

    public Profile profile(String id) {
        return known("profile", id, profiles);
    }

    /// @throws UsageException also when the claim names what is not there
    public ClaimSpec claim(String id) {
        return known("claim", id, claims).toSpec(this);
    }

    private static <T> T known(String kind, String id, Map<String, T> all) {
        T found = all.get(id);
        if (found == null) {
            throw Nearest.unknown(kind, id, all.keySet());
        }
        return found;
    }

    private static <T> List<T> files(Path folder, TypeReference<T> type) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> Yaml.read(file, type))
                    .toList();
        } catch (IOException e) {
            throw new UsageException(FileFault.in(e).orElseGet(() -> folder + ": cannot be listed: " + e.getMessage()));
        }
    }

    private static <T> Map<String, T> byId(Collection<? extends T> items, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T item : items) {
            if (map.put(id.apply(item), item) != null) {
                throw new UsageException("the id " + id.apply(item) + " is given twice: rename one of the two");
            }
        }
        return map;
    }
}

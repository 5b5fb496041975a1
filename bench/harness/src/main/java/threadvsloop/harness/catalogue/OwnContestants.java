package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import threadvsloop.harness.UsageException;
import threadvsloop.results.run.RunDirectory;

/// Files of own servers: those that a user names, and the one that a run directory keeps of them, so that a run can be
/// resumed when the user's file has changed or gone.
public final class OwnContestants {

    private static final String RECORD = "own-servers.yaml";

    private OwnContestants() {}

    /// @throws UsageException when the file is not there or malformed
    public static List<OwnContestant> read(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException("%s: there is no such file in %s: name a YAML list of own servers, such as"
                            .formatted(file, Path.of("").toAbsolutePath())
                    + " bench/examples/own-servers.yaml");
        }
        Path folder = file.toAbsolutePath().normalize().resolveSibling("").normalize();
        List<OwnContestant> entries = Yaml.read(file, new TypeReference<>() {});
        return entries.stream().map(contestant -> contestant.in(folder)).toList();
    }

    /// Keeps the own servers among the contestants in a run directory.
    public static void record(List<Contestant> contestants, Path runDirectory) throws IOException {
        List<OwnContestant> own = contestants.stream()
                .filter(OwnContestant.class::isInstance)
                .map(OwnContestant.class::cast)
                .toList();
        if (!own.isEmpty()) {
            Yaml.write(runDirectory.resolve(RECORD), own);
        }
    }

    /// The catalogue for finishing a run: with the own servers that its directory keeps, unless the user now gives
    /// others
    /// of the same id. Those take their place from here on, which becomes a warning of the run.
    ///
    /// @param given the catalogue, with the own servers that the user gives
    public static Catalogue resumed(Catalogue given, RunDirectory directory, Consumer<String> messages)
            throws IOException {
        Path file = directory.path().resolve(RECORD);
        List<OwnContestant> kept = Files.exists(file) ? read(file) : List.of();
        List<String> replaced = kept.stream()
                .map(OwnContestant::id)
                .filter(given.own()::contains)
                .toList();
        given.own().stream()
                .filter(id -> !replaced.contains(id))
                .forEach(id -> messages.accept(id + " is no own server of this run and is ignored: start a new one"));
        if (replaced.isEmpty()) {
            return given.with(kept, file);
        }
        String warning = "resumed with another entry of own servers (" + String.join(", ", replaced)
                + "): their earlier trials are those of the entry before";
        messages.accept(warning);
        directory.writeRun(directory.readRun().withWarning(warning));
        Catalogue catalogue = given.with(
                kept.stream()
                        .filter(contestant -> !replaced.contains(contestant.id()))
                        .toList(),
                file);
        record(
                kept.stream()
                        .map(contestant -> catalogue.contestant(contestant.id()))
                        .toList(),
                directory.path());
        return catalogue;
    }
}

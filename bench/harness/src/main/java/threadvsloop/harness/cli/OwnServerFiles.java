package threadvsloop.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import threadvsloop.harness.Project;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.OwnContestants;

/// The option that adds own servers to the catalogue.
final class OwnServerFiles {

    @Option(
            names = "--contestants-file",
            paramLabel = "FILE",
            description = "Own servers, as in bench/examples/own-servers.yaml; may be repeated.")
    private List<Path> files = new ArrayList<>();

    /// @throws UsageException when a file is malformed or an id is given twice
    Catalogue catalogue(Project project) {
        return addTo(Catalogue.read(project));
    }

    Catalogue addTo(Catalogue catalogue) {
        Catalogue all = catalogue;
        for (Path file : files) {
            all = all.with(OwnContestants.read(file), file);
        }
        return all;
    }
}

package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That readers of the contract are told of every deviation that the suite allows, and of no other.
class DeviationTest {

    @Test
    void theContractListsTheDeviationsThatTheSuiteKnows() throws IOException {
        List<String> documented = Files.readAllLines(Catalogue.ROOT.resolve("servers/CONTRACT.md")).stream()
                .dropWhile(line -> !line.equals("## Deviations"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(rows());
    }

    @Test
    void deviationsAreOfContestantsThatThereAre() {
        List<String> ids = Catalogue.all().stream().map(Contestant::id).toList();
        assertThat(Deviation.ALL).allSatisfy(it -> assertThat(ids).containsAll(it.contestants()));
    }

    private static List<String> rows() {
        return Deviation.ALL.stream().map(Deviation::row).toList();
    }
}

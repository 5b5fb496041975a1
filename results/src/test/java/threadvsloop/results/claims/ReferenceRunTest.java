package threadvsloop.results.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadvsloop.results.run.RunData;

/// The run of claims that stands in the repository, and what README says of it.
class ReferenceRunTest {

    @Test
    void listsEveryClaim() throws IOException {
        assertThat(claims())
                .extracting(ClaimsDocument.Claim::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj("C%02d"::formatted)
                        .toList());
    }

    @Test
    void readmeSaysWhatItSays() throws IOException {
        List<String> readme = Files.readAllLines(project().resolve("README.md"));
        assertThat(claims())
                .allSatisfy(claim -> assertThat(readme)
                        .filteredOn(line -> line.startsWith("| " + claim.id() + " "))
                        .singleElement()
                        .satisfies(line ->
                                assertThat(line).contains("**" + claim.verdict().label() + "**")));
    }

    /// README's table is that of the run's own summary, line by line.
    @Test
    void readmeHasItsTableOfVerdicts() throws IOException {
        List<String> verdicts = Files.readAllLines(project().resolve("results/reference/summary.md")).stream()
                .filter(line -> line.matches("\\| C\\d\\d .*"))
                .toList();
        assertThat(verdicts).hasSize(20);
        assertThat(Files.readAllLines(project().resolve("README.md"))).containsAll(verdicts);
    }

    private static List<ClaimsDocument.Claim> claims() throws IOException {
        return Claims.read(RunData.read(project().resolve("results/reference"))).claims();
    }

    /// From the module's folder, where tests run, or from anywhere else in the project.
    private static Path project() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("results/reference/run.json")))
                .findFirst()
                .orElseThrow();
    }
}

package threadvsloop.results.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadvsloop.results.run.RunData;

/// The run of claims that stands in the repository, and what README and docs say of it.
class ReferenceRunTest {

    /// As in `S 34.2 (32.2 to 36.2)`.
    private static final Pattern ESTIMATE = Pattern.compile("\\| [SRI] (-?[\\d,.]+) \\(");

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

    /// The table in docs is that of the run's own summary, line by line.
    @Test
    void docsHaveItsTableOfVerdicts() throws IOException {
        List<String> verdicts = Files.readAllLines(project().resolve("results/reference/summary.md")).stream()
                .filter(line -> line.matches("\\| C\\d\\d .*"))
                .toList();
        assertThat(verdicts).hasSize(20);
        assertThat(Files.readAllLines(project().resolve("docs/claims.md"))).containsAll(verdicts);
    }

    /// README has a letter for each run before this one, as the page of all runs has the verdict.
    @Test
    void readmeSaysWhatTheRunsBeforeSaid() throws IOException {
        List<String> readme = Files.readAllLines(project().resolve("README.md"));
        List<String> history = Files.readAllLines(project().resolve("docs/claims-history.md"));
        assertThat(claims()).allSatisfy(claim -> {
            List<String> verdicts = cells(history, claim.id()).stream().skip(1).toList();
            assertThat(verdicts).last().isEqualTo(claim.verdict().label());
            assertThat(cells(readme, claim.id()))
                    .element(2)
                    .isEqualTo(verdicts.stream()
                            .limit(verdicts.size() - 1)
                            .filter(verdict -> !verdict.equals("Out of scope"))
                            .map(verdict -> verdict.substring(0, 1))
                            .collect(Collectors.joining(" ")));
        });
    }

    /// What docs say to hold in all runs is, number by number, what a part of a claim measured in each of them.
    @Test
    void whatHoldsIsWhatTheRunsMeasured() throws IOException {
        List<List<String>> measured = Files.readAllLines(project().resolve("docs/claims-history.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> ESTIMATE.matcher(line)
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .toList();
        List<List<String>> said = Files.readString(project().resolve("docs/claims.md"))
                .split("\n## What holds in all four runs\n|\n## The newest run")[1]
                .lines()
                .filter(line -> line.matches("\\|.*\\| [\\d,.]+ \\|"))
                .map(line -> cells(line).stream().skip(1).toList())
                .toList();
        assertThat(said).hasSizeGreaterThan(8).isSubsetOf(measured);
    }

    /// The cells of the first row of a claim.
    private static List<String> cells(List<String> page, String claim) {
        String row = page.stream()
                .filter(line -> line.startsWith("| " + claim + " "))
                .findFirst()
                .orElseThrow();
        return cells(row);
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
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

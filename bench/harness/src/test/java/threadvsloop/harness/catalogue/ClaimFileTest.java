package threadvsloop.harness.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.plan.RunRequest;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.ClaimSpec.Place;

class ClaimFileTest {

    private static final String GOOD = """
            id: X01
            title: A title
            statement: Loops are cheap.
            source: somebody
            supported-if: it is lower
            refuted-if: it is not
            parts:
              - id: "{each}"
                says: "{each} costs more."
                each: [blocking-platform, node]
                metric: cpu-per-request
                of: eventloop @ plaintext/c64
                to: "{each} @ plaintext/c64"
                is: below 0.9
              - id: slope
                says: It grows.
                decides: false
                metric: pss
                per-connection: true
                of: eventloop @ idle/c0, c1000
                is: above 1.5
            """;

    private final Catalogue catalogue = Catalogue.read(Project.find());

    @TempDir
    private Path folder;

    @Test
    void aPartForEachContestantAndASlopeOverPoints() throws IOException {
        ClaimSpec claim = read(GOOD).toSpec(catalogue);

        assertThat(claim.parts()).extracting(ClaimSpec.Part::id).containsExactly("blocking-platform", "node", "slope");
        assertThat(claim.parts().getFirst().says()).isEqualTo("blocking-platform costs more.");
        assertThat(claim.parts().getFirst().blocks()).isEqualTo(6);
        assertThat(claim.parts().getLast().ofTwo()).isFalse();
        assertThat(claim.places())
                .containsExactly(
                        new Place("plaintext", "c64", "eventloop"),
                        new Place("plaintext", "c64", "blocking-platform"),
                        new Place("plaintext", "c64", "node"),
                        new Place("idle", "c0", "eventloop"),
                        new Place("idle", "c1000", "eventloop"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            of: eventloop @ plaintext/c64         | of: eventlop @ plaintext/c64  | did you mean "eventloop"
            of: eventloop @ plaintext/c64         | of: eventloop @ plaintext/c65 | did you mean "c64"
            of: eventloop @ plaintext/c64         | of: eventloop                 | must be as in: eventloop @
            of: eventloop @ plaintext/c64         | of: eventloop @ hot/small     | compares closed with open loops
            of: eventloop @ plaintext/c64         | of: eventloop @ idle/c0,c1000 | several points are for a slope
            is: below 0.9                         | is: under 0.9                 | is no hypothesis
            is: below 0.9                         | is: below 0                   | threshold of a ratio must be above 0
            metric: cpu-per-request               | metric: cpu                   | no metric "cpu"
            refuted-if: it is not                 | published: []                 | must be said before it is measured
            """)
    void saysWhatIsWrong(String line, String instead, String message) {
        assertThatThrownBy(() -> read(GOOD.replace(line, instead)).toSpec(catalogue))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    /// The files of the project itself: none of the twenty is missing, and every one can be planned.
    @Test
    void allClaimsOfTheProjectAreThere() {
        List<String> ids =
                IntStream.rangeClosed(1, 20).mapToObj("C%02d"::formatted).toList();

        assertThat(catalogue.claims().keySet()).containsExactlyElementsOf(ids);
        assertThat(catalogue.profile("claims").claimIds()).containsExactlyElementsOf(ids);
        assertThat(ids).allSatisfy(id -> assertThat(catalogue.claim(id)).isNotNull());
        assertThat(ids.stream().map(catalogue::claim).filter(claim -> !claim.inScope()))
                .extracting(ClaimSpec::id)
                .containsExactly("C14");
    }

    @Test
    void aPlanHasWhatItsClaimsNeedAndNothingElse() {
        RunRequest.Choices one = new RunRequest.Choices(
                List.of(),
                List.of(),
                List.of("C15"),
                java.util.OptionalInt.of(2),
                java.util.OptionalInt.empty(),
                java.util.OptionalLong.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty());

        RunRequest request = RunRequest.of(catalogue, Project.find(), "claims", one);

        assertThat(request.plan().trials())
                .hasSize(8)
                .allSatisfy(entry -> assertThat(entry.contestant()).isIn("blocking-platform", "eventloop"));
        assertThat(request.claims()).extracting(ClaimSpec::id).containsExactly("C15");
        assertThat(request.within()).contains(java.time.Duration.ofMinutes(57));
        RunRequest.Choices misspelt = new RunRequest.Choices(
                List.of(),
                List.of("protocl"),
                List.of("C15"),
                one.blocks(),
                one.mostBlocks(),
                one.seed(),
                one.within(),
                one.database());
        assertThatThrownBy(() -> RunRequest.of(catalogue, Project.find(), "claims", misspelt))
                .hasMessageContaining("did you mean \"protocol\"");
        assertThat(Stream.of("quick", "work"))
                .allSatisfy(profile -> assertThatThrownBy(() -> RunRequest.of(catalogue, Project.find(), profile, one))
                        .hasMessageContaining("tvl run claims --claims C15"));
    }

    private ClaimFile read(String text) throws IOException {
        return Yaml.read(Files.writeString(folder.resolve("X01.yaml"), text), new TypeReference<>() {});
    }
}

package threadvsloop.results.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.ClaimSpec.Part;
import threadvsloop.results.documents.ClaimSpec.Side;
import threadvsloop.results.run.RunData;

/// Made-up trials whose CPU per request has 5% noise, memory 1.5%, and p99 much.
class PrecisionTest {

    private static final Precision.Point PLAINTEXT = new Precision.Point("plaintext", "c64");

    @TempDir
    private Path temporary;

    @Test
    void aRunThatComparesNeedsMoreBlocksWhereCpuIsNotKnownClosely() throws IOException {
        assertThat(Precision.lacking(written(two().withBlocks(2), "two"))).contains(PLAINTEXT);
        assertThat(Precision.lacking(written(two().withBlocks(12), "twelve"))).isEmpty();
    }

    @Test
    void oneBlockTellsNothingOfPrecision() throws IOException {
        assertThat(Precision.lacking(written(two().withBlocks(1), "one")))
                .contains(PLAINTEXT, new Precision.Point("idle", "c2000"));
    }

    /// Only the part that decides counts, however clear its verdict is.
    @Test
    void aRunThatDecidesClaimsNeedsMoreBlocksWhereADecidingPartIsWide() throws IOException {
        SyntheticRun quick = two().withBlocks(3);
        SyntheticRun run = quick.withScenarios(List.of(quick.scenarios().getFirst()));

        assertThat(Precision.lacking(written(run.withClaims(List.of(claim(part("cpu-per-request", true)))), "decides")))
                .containsExactly(PLAINTEXT);
        assertThat(Precision.lacking(written(
                        run.withClaims(List.of(claim(part("threads", true), part("cpu-per-request", false)))),
                        "beside")))
                .isEmpty();
    }

    /// Two contestants, whose trials take half as long to make up as those of four.
    private static SyntheticRun two() {
        SyntheticRun quick = SyntheticRun.quick();
        return quick.withContestants(quick.contestants().stream()
                .filter(contestant -> Set.of("blocking-platform", "eventloop").contains(contestant.id()))
                .toList());
    }

    private RunData written(SyntheticRun run, String name) throws IOException {
        return RunData.read(run.write(temporary.resolve(name)));
    }

    private static ClaimSpec claim(Part... parts) {
        return new ClaimSpec(
                "C01",
                "Cheaper",
                "It is cheaper.",
                "a test",
                "it is",
                "it is not",
                List.of(),
                List.of(),
                "",
                List.of(parts));
    }

    private static Part part(String metric, boolean decides) {
        return new Part(
                metric,
                "It is less.",
                decides,
                metric,
                "",
                false,
                new Side("eventloop", "plaintext", List.of("c64")),
                new Side("blocking-platform", "plaintext", List.of("c64")),
                "below 0.9",
                6);
    }
}

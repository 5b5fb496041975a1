package threadvsloop.results.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.results.Digests;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.ClaimSpec.Part;
import threadvsloop.results.documents.ClaimSpec.Side;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;

/// Made-up runs: a request costs 11 µs of CPU on `eventloop` and 24 µs on `blocking-platform`, an idle
/// connection 2 and 42 KiB.
class ClaimsTest {
    private static final Part CHEAPER = ratio("cheaper", "eventloop", "blocking-platform", "below 0.9");
    private static final Part DEARER = ratio("dearer", "eventloop", "blocking-platform", "above 1.1");

    @TempDir
    Path temporary;

    @Test
    void aTrueClaimIsSupportedWithItsEvidence() throws IOException {
        ClaimsDocument.Claim claim = only(run(synthetic(), CHEAPER));

        assertThat(claim.verdict()).isEqualTo(Ruling.SUPPORTED);
        assertThat(claim.effect()).satisfies(effect -> {
            assertThat(effect.estimate()).isBetween(0.42, 0.50);
            assertThat(effect.unit()).isEqualTo("ratio");
        });
        assertThat(claim.threshold()).isEqualTo(0.9);
        assertThat(claim.blocks()).isEqualTo(6);
        assertThat(claim.trials()).hasSize(12).contains("trials/plaintext/eventloop/c64/b1");
        assertThat(claim.evidence())
                .contains("CPU/request: eventloop at plaintext/c64 ÷ blocking-platform", "claimed: below 0.9");
        assertThat(claim.parts().getFirst().values()).hasSize(6);
    }

    @Test
    void aFalseClaimIsRefuted() throws IOException {
        assertThat(only(run(synthetic(), DEARER)).verdict()).isEqualTo(Ruling.REFUTED);
    }

    /// Sabotage: whoever mixes up the contestants' labels, and the digests too, gets the opposite verdict, not a weaker
    /// one; with the digests that were written, none of these trials is believed.
    @Test
    void swappedLabelsTurnTheVerdict() throws IOException {
        Path directory = run(synthetic(), CHEAPER);
        Path trials = directory.resolve("trials/plaintext");
        for (int block = 1; block <= 6; block++) {
            swapLabels(trials, "c64/b" + block);
        }

        assertThat(only(directory).parts().getFirst().leftOut()).hasSize(12);
        Digests.renew(directory);
        assertThat(only(directory).verdict()).isEqualTo(Ruling.REFUTED);
    }

    /// Sabotage: resources of another window than the load's, two seconds late or early.
    @ParameterizedTest
    @ValueSource(doubles = {2, -2})
    void aMovedResourceWindowMakesTheTrialInvalidAndTheClaimInconclusive(double seconds) throws IOException {
        Path directory = run(synthetic(), CHEAPER);
        Path csv = directory.resolve("trials/plaintext/eventloop/c64/b3/process.csv");
        Files.writeString(csv, moved(Files.readString(csv), seconds));

        ClaimsDocument.Claim claim = only(directory);

        assertThat(claim.verdict()).isEqualTo(Ruling.INCONCLUSIVE);
        assertThat(claim.parts().getFirst().leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains("is not that of the load"));
    }

    /// To read 10,000 threads takes more than a second.
    @Test
    void aWindowWhoseFirstSampleCameLateIsStillTheLoads() throws IOException {
        Path directory = run(synthetic(), CHEAPER);
        Path trial = directory.resolve("trials/plaintext/eventloop/c64/b3");
        List<String> rows = Files.readAllLines(trial.resolve("process.csv"));
        List<String> late = new ArrayList<>(rows);
        late.removeAll(rows.stream()
                .filter(row -> row.contains(",measurement,"))
                .limit(2)
                .toList());
        assertThat(late).hasSize(rows.size() - 2);
        Files.write(trial.resolve("process.csv"), late);
        Digests.renew(directory);

        assertThat(only(directory).verdict()).isEqualTo(Ruling.SUPPORTED);
    }

    /// CPU per request does not rest on the slowest 1% of the requests; p99 does.
    @Test
    void trialsWhoseTailAloneIsDoubtedDecideWhatIsNotOfTheTail() throws IOException {
        Validity late = new Validity(Status.SUSPECT, List.of("1% of requests were sent late"), List.of(), true);
        SyntheticRun doubted = synthetic().withTrials(trial -> trial.withValidity(late));
        Part tail = new Part(
                "tail",
                "says",
                true,
                "p99",
                "",
                false,
                new Side("eventloop", "plaintext", List.of("c64")),
                new Side("blocking-platform", "plaintext", List.of("c64")),
                "below 5",
                6);

        assertThat(only(run(doubted, CHEAPER)).verdict()).isEqualTo(Ruling.SUPPORTED);
        assertThat(only(run(doubted, tail)).verdict()).isEqualTo(Ruling.INCONCLUSIVE);
    }

    /// Without its compilers' CPU the other needs 9.6 µs, and is no dearer.
    @Test
    void aServerThatStillCompilesDecidesNothingByThat() throws IOException {
        Part cold = ratio("cold", "eventloop", "blocking-platform-cold", "below 0.9");

        ClaimsDocument.Claim claim = only(run(compiling("blocking-platform-cold"), cold));

        assertThat(claim.verdict()).isEqualTo(Ruling.INCONCLUSIVE);
        assertThat(claim.reason()).contains("without their compilers' CPU it is 1.");
        assertThat(claim.parts().getFirst().effect()).isNotNull();
    }

    @Test
    void aServerThatCompilesALittleDecidesWhatHoldsWithoutThat() throws IOException {
        Part cool = ratio("cool", "eventloop", "blocking-platform-cool", "below 0.9");

        assertThat(only(run(compiling("blocking-platform-cool"), cool)).verdict())
                .isEqualTo(Ruling.SUPPORTED);
    }

    /// Sabotage: numbers that the raw files do not have.
    @Test
    void anEditedTrialIsFound() throws IOException {
        Path directory = run(synthetic(), CHEAPER);
        Path json = directory.resolve("trials/plaintext/eventloop/c64/b2/trial.json");
        String text = Files.readString(json);
        Files.writeString(json, text.replaceFirst("\"requests\" : \\d+", "\"requests\" : 77"));

        assertThat(only(directory).parts().getFirst().leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains("counts 77 requests"));
    }

    @Test
    void aRepeatedPointStandsInTheBlockItMakesUpFor() throws IOException {
        SyntheticRun run =
                synthetic().withBlocks(7).withTrials(trial -> isAt(trial, "eventloop", 4) ? invalid(trial) : trial);
        Path directory = run(run, CHEAPER);
        RunDirectory files = RunDirectory.open(directory);
        Plan plan = files.readPlan();
        files.writePlan(new Plan(
                plan.schemaVersion(),
                plan.seed(),
                plan.trials().stream()
                        .map(entry -> entry.block() == 7 ? repeat(entry, 4) : entry)
                        .toList()));

        ClaimsDocument.Part part = only(directory).parts().getFirst();

        assertThat(part.verdict()).isEqualTo(Ruling.SUPPORTED);
        assertThat(part.values()).extracting(ClaimsDocument.BlockValue::block).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(part.trials())
                .contains("trials/plaintext/blocking-platform/c64/b7")
                .doesNotContain("trials/plaintext/blocking-platform/c64/b4");
        assertThat(part.leftOut())
                .extracting(ClaimsDocument.LeftOut::trial)
                .containsExactly("trials/plaintext/eventloop/c64/b4");
    }

    @Test
    void anInvalidTrialThatWasNotMadeUpForLeavesTooFewBlocks() throws IOException {
        SyntheticRun run = synthetic().withTrials(trial -> isAt(trial, "eventloop", 4) ? invalid(trial) : trial);

        ClaimsDocument.Claim claim = only(run(run, CHEAPER));

        assertThat(claim.verdict()).isEqualTo(Ruling.INCONCLUSIVE);
        assertThat(claim.reason()).contains("cheaper: Blocks [4] have INVALID trials");
    }

    @Test
    void slopesAreInUnitsOfAConnection() throws IOException {
        Part grows = new Part(
                "grows",
                "It grows by more than 10 KiB.",
                true,
                "pss",
                "",
                true,
                new Side("blocking-platform", "idle", List.of("c0", "c1000", "c2000")),
                Side.NONE,
                "above 10",
                6);

        SyntheticRun idle = synthetic()
                .withScenarios(List.of(SyntheticRun.quick().scenarios().getLast()));
        ClaimsDocument.Claim claim = only(run(idle, grows));

        assertThat(claim.verdict()).isEqualTo(Ruling.SUPPORTED);
        assertThat(claim.effect()).satisfies(effect -> {
            assertThat(effect.estimate()).isBetween(40.0, 44.0);
            assertThat(effect.unit()).isEqualTo("KiB/connection");
        });
    }

    @Test
    void onePartRefutedRefutesTheClaimAndOneOpenLeavesItOpen() throws IOException {
        Part missing = ratio("missing", "node", "undertow", "below 0.9");

        assertThat(only(run(synthetic(), CHEAPER, DEARER)).verdict()).isEqualTo(Ruling.REFUTED);
        ClaimsDocument.Claim open = only(run(synthetic(), CHEAPER, missing));
        assertThat(open.verdict()).isEqualTo(Ruling.INCONCLUSIVE);
        assertThat(open.reason()).contains("missing: 0 blocks were measured");
    }

    @Test
    void whatIsOutOfScopeIsListedWithoutAScore() throws IOException {
        ClaimSpec taste =
                new ClaimSpec("C14", "t", "s", "x", "", "", List.of(), List.of(), "a matter of judgement", List.of());
        Path directory = synthetic().withClaims(List.of(taste)).write(temporary.resolve("run"));

        ClaimsDocument.Claim claim = only(directory);

        assertThat(claim.verdict()).isEqualTo(Ruling.OUT_OF_SCOPE);
        assertThat(claim.reason()).isEqualTo("a matter of judgement");
        assertThat(claim.effect()).isNull();
    }

    @Test
    void verificationAgreesWithWhatWasWrittenUntilAFileChanges() throws IOException {
        Path directory = run(synthetic(), CHEAPER);
        RunData run = RunData.read(directory);
        Claims.write(run, Claims.of(run));

        assertThat(Claims.differences(Claims.read(run), Claims.of(run))).isEmpty();

        Path json = directory.resolve("claims.json");
        Files.writeString(json, Files.readString(json).replace("\"Supported\"", "\"Refuted\""));
        assertThat(Claims.differences(Claims.read(run), Claims.of(run)))
                .containsExactly("C99: claims.json says Refuted, the raw files say Supported");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> HypothesisText.parse("less than 3")).hasMessageContaining("no hypothesis");
        assertThatThrownBy(() -> claim(List.of())).hasMessageContaining("out-of-scope");
        assertThatThrownBy(() -> claim(List.of(CHEAPER, CHEAPER))).hasMessageContaining("different ids");
    }

    private static SyntheticRun synthetic() {
        SyntheticRun quick = SyntheticRun.quick();
        return quick.withContestants(quick.contestants().stream()
                        .filter(contestant ->
                                List.of("blocking-platform", "eventloop").contains(contestant.id()))
                        .toList())
                .withScenarios(List.of(quick.scenarios().getFirst()))
                .withBlocks(6);
    }

    private static SyntheticRun compiling(String other) {
        return synthetic()
                .withContestants(List.of(
                        new Run.Contestant("eventloop", "Event loop", "loop", "a loop"),
                        new Run.Contestant(other, other, "thread", "compiles")));
    }

    private Path run(SyntheticRun run, Part... parts) throws IOException {
        Path directory = Files.createTempDirectory(temporary, "run").resolve("it");
        return run.withClaims(List.of(claim(List.of(parts)))).write(directory);
    }

    private static ClaimSpec claim(List<Part> parts) {
        return new ClaimSpec("C99", "Title", "Statement", "Source", "if so", "if not", List.of(), List.of(), "", parts);
    }

    private static ClaimsDocument.Claim only(Path directory) throws IOException {
        List<ClaimsDocument.Claim> claims = Claims.of(RunData.read(directory)).claims();
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    private static Part ratio(String id, String of, String to, String is) {
        List<String> point = List.of("c64");
        return new Part(
                id,
                "words",
                true,
                "cpu-per-request",
                "",
                false,
                new Side(of, "plaintext", point),
                new Side(to, "plaintext", point),
                is,
                6);
    }

    private static boolean isAt(Trial trial, String contestant, int block) {
        return trial.scenario().equals("plaintext") && trial.contestant().equals(contestant) && trial.block() == block;
    }

    private static Trial invalid(Trial trial) {
        return trial.withValidity(new Validity(Status.INVALID, List.of("a backend was busy")));
    }

    private static Plan.Entry repeat(Plan.Entry entry, int of) {
        return new Plan.Entry(
                entry.order(),
                entry.block(),
                entry.scenario(),
                entry.point(),
                entry.contestant(),
                entry.loadSeed(),
                of);
    }

    private static void swapLabels(Path trials, String place) throws IOException {
        Path one = trials.resolve("eventloop").resolve(place);
        Path other = trials.resolve("blocking-platform").resolve(place);
        Path between = trials.resolve("between");
        Files.move(one, between);
        Files.move(other, one);
        Files.move(between, other);
        relabel(one.resolve("trial.json"), text -> text.replace("\"blocking-platform\"", "\"eventloop\""));
        relabel(other.resolve("trial.json"), text -> text.replace("\"eventloop\"", "\"blocking-platform\""));
    }

    private static void relabel(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    /// The rows of `process.csv` that many seconds later, as if another window had been read.
    private static String moved(String csv, double seconds) {
        List<String> rows = new ArrayList<>();
        for (String row : csv.lines().toList()) {
            String[] cells = row.split(",", 2);
            rows.add(cells[0].equals("time_s") ? row : Double.parseDouble(cells[0]) + seconds + "," + cells[1]);
        }
        return String.join("\n", rows) + "\n";
    }
}

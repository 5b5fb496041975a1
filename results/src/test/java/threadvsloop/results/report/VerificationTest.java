package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.results.Digests;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;

/// Whatever is changed in a run directory after it was measured is found, and the trial that it concerns is INVALID.
class VerificationTest {

    private static final String TRIAL = "trials/plaintext/eventloop/c64/b1";

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void measure() throws IOException {
        run = SyntheticRun.quick()
                .withScenarios(List.of(SyntheticRun.quick().scenarios().stream()
                        .filter(scenario -> scenario.id().equals("plaintext"))
                        .findFirst()
                        .orElseThrow()))
                .withBlocks(1)
                .write(temporary.resolve("run"));
    }

    @Test
    void aRunThatDecidesNoClaimsIsVerified() throws IOException {
        Verification verification = Verification.of(run);

        assertThat(verification.differences()).isEmpty();
        assertThat(verification.notes()).isEmpty();
        assertThat(verification.trials()).isEqualTo(4);
        assertThat(verification.claims()).isZero();
    }

    /// JSON pointer of the parent, field, and what is written there.
    static Stream<Map.Entry<String, Consumer<ObjectNode>>> edits() {
        return Stream.of(
                number("/resources", "cpuUserMs"),
                number("/resources", "cpuSystemMs"),
                number("/resources", "cpuNsPerRequest"),
                number("/resources", "kernelMemoryKiB", "stacks"),
                number("/resources", "hostStealShare"),
                number("/resources/threads", "mean"),
                number("/resources/rssKiB", "mean"),
                number("/load", "achievedPerSecond"),
                number("/load", "meanInFlight"),
                number("/load/responseNs", "mean"),
                number("/load/responseNs", "p999"),
                number("/load/responseNs", "max"),
                number("/load/serviceNs", "p50"),
                number("/startUp", "firstAnswerMs"),
                number("/serverStats", "requests"),
                text("/validity", "status", "SUSPECT", "reasons", "[a doubt]"),
                text("/warmth", "status", "changing", "sentence", "it changed"),
                text("/server", "version", "99", "runtime", "java"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anyEditOfATrialIsFoundAndMakesItInvalid(Map.Entry<String, Consumer<ObjectNode>> edit) throws IOException {
        Digests.edit(run.resolve(TRIAL).resolve("trial.json"), edit.getValue());

        assertContradicted("trial.json was changed after the trial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"process.csv", "trial.hlog", "response.hgrm", "service.hgrm", "command.txt"})
    void aRawFileThatIsChangedOrGoneIsFound(String name) throws IOException {
        Path file = run.resolve(TRIAL).resolve(name);
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("[0-9](?=[^0-9]*$)", "") + "\n");
        assertContradicted(name + " was changed after the trial");

        Files.delete(file);
        assertContradicted(name + " is missing");

        Files.writeString(file, text);
        assertThat(Verification.of(run).differences()).isEmpty();
    }

    @Test
    void theLogOfAServerDecidesNothing() throws IOException {
        Files.writeString(run.resolve(TRIAL).resolve("server.log"), "it went on talking\n");

        assertThat(Verification.of(run).differences()).isEmpty();
    }

    @Test
    void aTrialThatHasLostItsDigestsIsFound() throws IOException {
        Digests.edit(run.resolve(TRIAL).resolve("trial.json"), trial -> trial.remove("digests"));

        assertContradicted("trial.json has lost its digests");
    }

    /// Documents that were only laid out anew are the same.
    @Test
    void whiteSpaceAndOrderOfFieldsAreNoChange() throws IOException {
        Digests.edit(
                run.resolve(TRIAL).resolve("trial.json"), trial -> trial.set("scenario", trial.remove("scenario")));

        assertThat(Verification.of(run).differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "plan.json", "environment.json"})
    void aChangedDocumentOfTheRunIsFound(String name) throws IOException {
        Path file = run.resolve(name);
        String text = Files.readString(file);
        Digests.edit(file, document -> document.put(name.equals("environment.json") ? "kernel" : "seed", 7));
        assertThat(Verification.of(run).differences())
                .singleElement()
                .asString()
                .contains(name + ": was changed after tvl wrote it");

        Files.writeString(file, text);
        Digests.edit(file, document -> document.remove("digests"));
        assertThat(Verification.of(run).differences())
                .isNotEmpty()
                .first()
                .asString()
                .contains(": was changed after");

        Files.writeString(file, text);
        assertThat(Verification.of(run).differences()).isEmpty();
    }

    @Test
    void aTableThatWasEditedIsFound() throws IOException {
        Report.write(RunData.read(run), Report.claims(RunData.read(run)), List.of(), List.of());
        assertThat(Verification.of(run).differences()).isEmpty();

        Path csv = run.resolve("summary.csv");
        Files.writeString(csv, Files.readString(csv).replaceFirst("\\.\\d+,", ".5,"));

        assertThat(Verification.of(run).differences())
                .singleElement()
                .asString()
                .startsWith("summary.csv has other numbers than the trials: 0,1,plaintext");
    }

    @Test
    void damagedAndMissingTrialsAreFound() throws IOException {
        Report.write(RunData.read(run), Report.claims(RunData.read(run)), List.of(), List.of());
        Files.writeString(run.resolve(TRIAL).resolve("trial.json"), "{");
        Files.delete(run.resolve("trials/plaintext/node/c64/b1/trial.json"));

        assertThat(Verification.of(run).differences())
                .anySatisfy(found -> assertThat(found).startsWith("damaged: " + TRIAL + "/trial.json: "))
                .anySatisfy(found -> assertThat(found)
                        .startsWith("trials/plaintext/node/c64/b1: is not here, and the stored report"));
    }

    @Test
    void aRunWithoutTrialsSaysWhatIsMissing() throws IOException {
        Report.write(RunData.read(run), Report.claims(RunData.read(run)), List.of(), List.of());
        for (String contestant : List.of("eventloop", "node", "blocking-platform", "blocking-virtual")) {
            Files.delete(run.resolve("trials/plaintext/" + contestant + "/c64/b1/trial.json"));
        }

        assertThat(Verification.of(run).differences())
                .singleElement()
                .asString()
                .contains(run + ": none of its 4 trials is here: trials/ is missing or empty");

        Path empty = SyntheticRun.quick().withOnly(entry -> false).write(temporary.resolve("empty"));
        assertThatThrownBy(() -> Verification.of(empty))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("none of its 72 trials has been measured");
    }

    /// A run that is older than digests goes on without them: that some have them is the sign of an edit.
    @Test
    void anOlderRunIsReadSaidToBeOlderAndResumedWithoutDigests() throws IOException {
        Digests.takeOff(run);

        assertThat(Verification.of(run).notes())
                .anySatisfy(note -> assertThat(note).contains("no digests: it is older than these"));

        RunDirectory directory = RunDirectory.open(run);
        directory.writeRun(directory.readRun().withStatus("interrupted"));
        Plan.Entry entry = directory.readPlan().trials().getFirst();
        Trial trial = directory.readTrial(entry);
        directory.begin(entry).complete(trial);
        assertThat(run.resolve(trial.path()).resolve("trial.json")).content().doesNotContain("digests");
        assertThat(run.resolve("run.json")).content().doesNotContain("digests");
    }

    private void assertContradicted(String reason) throws IOException {
        Verification verification = Verification.of(run);
        assertThat(verification.differences())
                .anySatisfy(found -> assertThat(found).startsWith(TRIAL + ": ").contains(reason));
        RunData data = RunData.read(run);
        assertThat(data.trials())
                .allSatisfy(trial -> assertThat(trial.validity().status())
                        .isEqualTo(trial.path().equals(TRIAL) ? Status.INVALID : Status.VALID));
        assertThat(SummaryCsv.text(data.trials())).contains("INVALID").contains(reason);
        assertThat(Report.table(run)).contains("1 invalid").contains(reason);
        assertThat(Claims.of(data).claims()).isEmpty();
    }

    private static Map.Entry<String, Consumer<ObjectNode>> number(String parent, String field) {
        return Map.entry(parent + "/" + field, trial -> change((ObjectNode) trial.at(parent), field));
    }

    private static Map.Entry<String, Consumer<ObjectNode>> number(String parent, String child, String field) {
        return number(parent + "/" + child, field);
    }

    private static void change(ObjectNode parent, String field) {
        assertThat(parent.get(field)).as(field).isNotNull();
        parent.put(field, parent.get(field).asDouble() * 0.97 + 0.001);
    }

    private static Map.Entry<String, Consumer<ObjectNode>> text(
            String parent, String field, String value, String other, String otherValue) {
        return Map.entry(parent + "/" + field, trial -> {
            ObjectNode node = (ObjectNode) trial.at(parent);
            node.put(field, value);
            if (otherValue.startsWith("[")) {
                node.putArray(other).add(otherValue);
            } else {
                node.put(other, otherValue);
            }
        });
    }
}

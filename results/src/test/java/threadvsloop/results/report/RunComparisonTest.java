package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.Digests;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;

/// What `tvl compare` says of two runs before and beside their numbers.
class RunComparisonTest {

    @TempDir
    private Path temporary;

    @Test
    void runsThatWereMadeAlikeAreSaidToBe() throws IOException {
        RunData run = written("one", plaintext(64, 200));

        String text = RunComparison.text(run, run);

        assertThat(text)
                .contains("Host, kernel, Java, Node.js, pinning, commit and loads are the same.")
                .contains("complete: 4 of 4 trials; 4 VALID")
                .containsPattern("plaintext +c64 +eventloop +CPU/request .* 1\\.000 ")
                .endsWith("\n");
        assertThat(RunComparison.hasSomethingInCommon(run, run)).isTrue();
    }

    @Test
    void whateverMakesTheComparisonUnfairIsNamed() throws IOException {
        RunData before = written("before", plaintext(64, 200));
        Path path = SyntheticRun.quick()
                .withScenarios(List.of(plaintext(64, 200)))
                .withBlocks(1)
                .write(temporary.resolve("after"));
        RunDirectory directory = RunDirectory.open(path);
        Environment here = directory.readEnvironment();
        directory.writeEnvironment(new Environment(
                here.schemaVersion(),
                here.host(),
                here.os(),
                "Linux 7.0",
                "another processor",
                here.cpus() + 2,
                here.memoryMiB(),
                "",
                "",
                Map.of("CPU governor", "powersave"),
                Map.of("java", "26", "node", "v30"),
                here.notes()));
        Run run = directory.readRun();
        directory.writeRun(new Run(
                run.schemaVersion(),
                "quick",
                run.startedAt(),
                run.status(),
                "fedcba9876",
                run.command(),
                99,
                run.blocks(),
                run.mostBlocks(),
                run.contestants(),
                run.scenarios(),
                run.claims(),
                "postgresql://somewhere/db",
                run.warnings()));
        RunDirectory first = RunDirectory.open(temporary.resolve("before"));
        Environment there = first.readEnvironment();
        first.writeEnvironment(new Environment(
                there.schemaVersion(),
                there.host(),
                there.os(),
                there.kernel(),
                there.cpuModel(),
                there.cpus(),
                there.memoryMiB(),
                there.serverCpus(),
                there.generatorCpus(),
                Map.of("CPU governor", "performance"),
                there.tools(),
                there.notes()));

        String text = RunComparison.text(RunData.read(temporary.resolve("before")), RunData.read(path));

        assertThat(text)
                .contains("They differ in more than what is measured")
                .contains("! kernel: " + there.kernel() + ", now Linux 7.0")
                .contains("! processor: ", ", now another processor")
                .contains("! CPUs: ", "! pinning: ", ", now none")
                .contains("! java: ", ", now 26")
                .contains("! node: ", ", now v30")
                .contains("! CPU governor: performance, now powersave")
                .contains("! commit of tvl: " + before.run().commit() + ", now fedcba9876")
                .contains("! seed of the arrivals: " + before.run().seed() + ", now 99")
                .contains("! database: none, now postgresql://somewhere/db");
    }

    /// The same name and another load: the numbers must not be set side by side.
    @Test
    void pointsOfOneNameAndTwoLoadsAreNotCompared() throws IOException {
        RunData slow = written("slow", plaintext(64, 200));
        RunData fast = written("fast", plaintext(64, 900));

        String text = RunComparison.text(slow, fast);

        assertThat(text)
                .contains("! plaintext, c64: another load under the same name, so its numbers are left out: 64"
                        + " connections, 200 requests/s")
                .contains("900 requests/s")
                .contains("nothing in common")
                .doesNotContain("CPU/request");
    }

    @Test
    void runsThatShareNothingSayWhatEachHas() throws IOException {
        RunData one = written("one", plaintext(64, 200));
        Run.Scenario other = new Run.Scenario(
                "json", "JSON", "?", false, List.of(), plaintext(64, 200).points());
        RunData two = written("two", other);
        Run.Contestant stranger = new Run.Contestant("stranger", "Stranger", "loop", "unknown here");
        RunData three = RunData.read(SyntheticRun.quick()
                .withScenarios(List.of(plaintext(64, 200)))
                .withContestants(List.of(stranger))
                .withBlocks(1)
                .write(temporary.resolve("three")));

        for (RunData unlike : List.of(two, three)) {
            assertThat(RunComparison.hasSomethingInCommon(one, unlike)).isFalse();
            assertThat(RunComparison.text(one, unlike))
                    .contains("These two runs have nothing in common, so there is nothing to compare:")
                    .contains("before  contestants blocking-platform, blocking-virtual, eventloop, node; scenarios"
                            + " plaintext (c64)");
        }
        assertThat(RunComparison.text(one, two)).contains("json (c64)");
        assertThat(RunComparison.text(one, three)).contains("after   contestants stranger;");
    }

    @Test
    void aRunWithoutTrialsIsRefused() throws IOException {
        RunData measured = written("measured", plaintext(64, 200));
        Path empty = SyntheticRun.quick().withOnly(entry -> false).write(temporary.resolve("empty"));

        assertThatThrownBy(() -> RunComparison.text(measured, RunData.read(empty)))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining(empty + ": none of its 72 trials is here");
    }

    /// A trial that was edited is left out, as everywhere.
    @Test
    void contradictedTrialsAreLeftOut() throws IOException {
        Path path = temporary.resolve("edited");
        written("edited", plaintext(64, 200));
        Digests.edit(path.resolve("trials/plaintext/node/c64/b1/trial.json"), trial -> trial.put("family", "thread"));
        RunData edited = RunData.read(path);

        assertThat(RunComparison.text(edited, edited))
                .contains("3 VALID, 1 INVALID")
                .doesNotContainPattern("c64 +node ")
                .containsPattern("c64 +eventloop ");
    }

    private RunData written(String name, Run.Scenario scenario) throws IOException {
        return RunData.read(SyntheticRun.quick()
                .withScenarios(List.of(scenario))
                .withBlocks(1)
                .write(temporary.resolve(name)));
    }

    private static Run.Scenario plaintext(int connections, double rate) {
        return new Run.Scenario(
                "plaintext",
                "Plaintext",
                "?",
                false,
                List.of(),
                List.of(new PointSpec(
                        "c64", PointSpec.Mode.OPEN_POISSON, connections, rate, "GET /plaintext", 2_000, 1, 2)));
    }
}

package threadvsloop.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.TinyProject;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.RunDirectory;

/// A run that decides a claim, from the command to `claims.json` and back, as processes.
@Isolated("other tests are foreign load to its trials")
class ClaimRunTest {

    private static final String FOREIGN = "processes that are no part of the trial used";

    @TempDir
    private Path project;

    @AutoClose
    private TinyProject tiny;

    @BeforeEach
    void writeProject() throws IOException {
        tiny = new TinyProject(project);
        tiny.write("servers/contestants.yaml", """
                - {id: one, label: One, family: virtual, description: waits, command: %1$s, options: [honest]}
                - {id: two, label: Two, family: virtual, description: waits, command: %1$s, options: [honest]}
                """.formatted(TinyProject.fakeServer()));
        tiny.write("bench/scenarios/tiny.yaml", """
                id: tiny
                title: Tiny
                question: Does it work?
                mode: open-poisson
                warmup: 300ms
                measurement: 1s
                points:
                  - {id: short, connections: 20, rate: 100, request: GET /wait/20}
                  - {id: long, connections: 20, rate: 100, request: GET /wait/60}
                """);
        tiny.write("bench/claims/C01.yaml", """
                id: C01
                title: Long is long
                statement: A wait of 60 ms takes longer than one of 20 ms.
                source: arithmetic
                supported-if: it does
                refuted-if: it does not
                parts:
                  - id: longer
                    says: It takes more than twice as long.
                    metric: p50
                    of: one @ tiny/long
                    to: two @ tiny/short
                    is: above 2
                """);
        tiny.write("bench/claims/C02.yaml", """
                id: C02
                title: Taste
                statement: One is nicer.
                source: somebody
                out-of-scope: no measurement tells
                """);
        tiny.write("bench/profiles.yaml", """
                - {id: claims, description: both, claims: [C01, C02], blocks: 2}
                """);
    }

    @Test
    void aRunDecidesItsClaimsAndItsFilesSayTheSame() throws Exception {
        Path expected = Files.writeString(project.resolve("expected.yaml"), "C01: Supported\n");
        Path run = project.resolve("run");

        Process tvl = tvl("run", "claims", "--out", run.toString(), "--expect", expected.toString());

        assertThat(tvl.waitFor()).as(tiny.output()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(tiny.output()).contains("C01: expected Supported, found Inconclusive");
        assertThat(RunDirectory.open(run).trials().readable().stream().filter(trial -> trial.block() <= 2))
                .hasSize(4);
        assertThat(RunDirectory.open(run).trials().readable())
                .as("some trial without a busy process beside it")
                .anyMatch(trial -> !trial.validity().reasons().toString().contains(FOREIGN));
        assertThat(run.resolve("claims.json")).content().contains("2 blocks were measured and the claim asks for 6");
        assertThat(run.resolve("claims-junit.xml")).content().contains("C02");
        assertThat(tvl("verify", run.toString()).waitFor()).as(tiny.output()).isZero();
        assertThat(tiny.output()).containsPattern("2 claims, \\d+ trials");

        Path hlog = run.resolve("trials/tiny/one/long/b1/trial.hlog");
        Files.copy(run.resolve("trials/tiny/two/short/b1/trial.hlog"), project.resolve("other.hlog"));
        Files.writeString(hlog, Files.readString(project.resolve("other.hlog")));
        assertThat(tvl("verify", run.toString()).waitFor()).as(tiny.output()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(tiny.output()).contains("C01: claims.json has other numbers than the raw files");
    }

    /// Sabotage: somebody computes on the server's CPU while it is measured.
    @Test
    void aBusyProcessOnTheServersCpuMakesItsTrialInvalid() throws Exception {
        Path run = project.resolve("disturbed");
        Process tvl = tiny.start("run", "claims", "--blocks", "1", "--contestants", "one", "--out", run.toString());
        // The server of the rehearsal, which comes before the first trial.
        tiny.awaitServers(tvl);
        List<Process> busy = new ArrayList<>();
        for (int cpu = 0; cpu < Runtime.getRuntime().availableProcessors(); cpu++) {
            busy.add(tiny.spawn(new ProcessBuilder("sh", "-c", "while :; do :; done")));
        }

        Validity disturbed = tiny.awaitTrial(tvl, run).validity();
        busy.forEach(Process::destroyForcibly);

        assertThat(disturbed.status()).isEqualTo(Validity.Status.INVALID);
        assertThat(disturbed.reasons()).anyMatch(reason -> reason.contains(FOREIGN));
    }

    private Process tvl(String... arguments) throws IOException, InterruptedException {
        Process process = tiny.start(arguments);
        assertThat(process.waitFor(9, TimeUnit.MINUTES)).isTrue();
        return process;
    }
}

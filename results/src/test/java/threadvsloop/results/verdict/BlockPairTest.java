package threadvsloop.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.Trial;
import threadvsloop.results.run.Validity;
import threadvsloop.results.run.Validity.Status;
import threadvsloop.results.stats.Metric;

class BlockPairTest {

    @Test
    void trialsArePairedByBlockWithTheWorseStatus(@TempDir Path directory) throws IOException {
        Path run = SyntheticRun.quick()
                .withOnly(entry -> entry.scenario().equals("plaintext"))
                .withTrials(BlockPairTest::blockDecides)
                .write(directory.resolve("run"));
        List<Trial> trials = RunDirectory.open(run).trials().readable();

        List<BlockPair> pairs = BlockPair.of(trials, "blocking-platform", "eventloop", Metric.P99);

        assertThat(pairs).extracting(BlockPair::block).containsExactly(1, 2, 3);
        assertThat(pairs).extracting(BlockPair::status).containsExactly(Status.INVALID, Status.SUSPECT, Status.VALID);
        assertThat(pairs.getLast().baseline()).isEqualTo(p99(trials, "blocking-platform"));
        assertThat(pairs.getLast().other()).isEqualTo(p99(trials, "eventloop"));
        assertThat(BlockPair.of(trials, "blocking-platform", "nobody", Metric.P99))
                .isEmpty();
    }

    private static OptionalDouble p99(List<Trial> trials, String contestant) {
        return trials.stream()
                .filter(trial -> trial.contestant().equals(contestant) && trial.block() == 3)
                .map(Metric.P99::of)
                .findFirst()
                .orElseThrow();
    }

    /// One side of the pair is worse in block 1, the other in block 2.
    private static Trial blockDecides(Trial trial) {
        boolean loop = trial.contestant().equals("eventloop");
        if (trial.block() == 1 && loop) {
            return trial.withValidity(new Validity(Status.INVALID, List.of("it died")));
        }
        return trial.block() == 2 && !loop
                ? trial.withValidity(new Validity(Status.SUSPECT, List.of("steal 6%")))
                : trial;
    }
}

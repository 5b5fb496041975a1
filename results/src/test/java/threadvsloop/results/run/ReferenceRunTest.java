package threadvsloop.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadvsloop.results.stats.Metric;

/// The run that stands in the repository is as old as it is: every later field must be found missing
/// without harm.
class ReferenceRunTest {

    @Test
    void isReadWhole() throws IOException {
        RunData run = RunData.read(reference());
        assertThat(run.troubles()).isEmpty();
        assertThat(run.damaged()).isEmpty();
        assertThat(run.trials()).hasSize(run.planned());
        assertThat(run.trials()).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.point().primeSeconds()).isNotNegative();
            assertThat(Metric.PSS.of(trial)).isPresent();
        });
    }

    /// From the module's folder, where tests run, or from anywhere else in the project.
    private static Path reference() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("results/reference"))
                .filter(folder -> Files.exists(folder.resolve("run.json")))
                .findFirst()
                .orElseThrow();
    }
}

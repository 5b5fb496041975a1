package threadvsloop.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import threadvsloop.results.stats.Metric;

/// Some trials of a run that is older than many fields: each must be found missing without harm.
class OlderRunTest {

    @Test
    void isReadWhole() throws IOException, URISyntaxException {
        RunData run = RunData.read(Path.of(Objects.requireNonNull(OlderRunTest.class.getResource("older-run"))
                .toURI()));
        assertThat(run.troubles()).isEmpty();
        assertThat(run.damaged()).isEmpty();
        assertThat(run.trials()).hasSize(run.planned());
        assertThat(run.run().mostBlocks()).isEqualTo(run.run().blocks());
        assertThat(run.trials()).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.point().primeSeconds()).isNotNegative();
            assertThat(trial.validity().tailOnly()).isFalse();
            assertThat(Metric.PSS.of(trial)).isPresent();
        });
    }
}

package threadvsloop.results.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;

class LittlesLawTest {

    /// 500/s that stay 0.2 s are 100 in flight.
    @Test
    void byHand() {
        assertThat(new LittlesLaw(100, 500, 0.2).deviation()).isCloseTo(0, within(1e-12));
        assertThat(new LittlesLaw(110, 500, 0.2).deviation()).isCloseTo(0.1, within(1e-12));
        assertThat(new LittlesLaw(96, 500, 0.2).holds()).isTrue();
        assertThat(new LittlesLaw(94, 500, 0.2).holds()).isFalse();
        assertThat(new LittlesLaw(0, 0, 0).holds()).isTrue();
        assertThat(new LittlesLaw(1, 0, 0).holds()).isFalse();
        assertThatThrownBy(() -> new LittlesLaw(-1, 1, 1)).hasMessageContaining("-1.0 in flight");
    }

    /// A page that takes 35% less time at a fixed number of clients.
    @Test
    void lessTimeInAClosedLoop() {
        assertThat(LittlesLaw.closedLoopThroughput(0.65)).isCloseTo(1.538, within(5e-4));
        assertThatThrownBy(() -> LittlesLaw.closedLoopThroughput(0)).hasMessageContaining("0.0");
    }

    @Test
    void theTermsAreThoseOfATrial(@TempDir Path directory) throws Exception {
        Path run = SyntheticRun.quick().write(directory.resolve("run"));
        LoadSummary load = RunDirectory.open(run).trials().readable().stream()
                .flatMap(trial -> Stream.ofNullable(trial.load()))
                .filter(any -> any.requests() > 0)
                .findFirst()
                .orElseThrow();

        LittlesLaw law = LittlesLaw.of(load).orElseThrow();

        assertThat(law.inFlight()).isEqualTo(load.meanInFlight());
        assertThat(law.perSecond() * load.windowSeconds()).isCloseTo((double) load.requests(), within(1e-6));
        assertThat(law.seconds()).isCloseTo(load.responseNs().mean() / 1e9, within(1e-12));
    }

    /// A quarter of the requests failed after 2 s each; what is in flight holds them as well.
    @Test
    void requestsThatFailedAreInFlightUntilTheyDo(@TempDir Path directory) throws Exception {
        Path run = SyntheticRun.quick().write(directory.resolve("run"));
        Trial trial = RunDirectory.open(run).trials().readable().stream()
                .filter(any -> any.load() != null && any.load().requests() > 0)
                .findFirst()
                .orElseThrow();
        long failed = Objects.requireNonNull(trial.load()).requests() / 4;
        long ns = 2_000_000_000L;
        LoadSummary load = Objects.requireNonNull(SyntheticRun.failing(
                        trial,
                        new Failures(
                                failed,
                                new Quantiles(ns, ns, ns, ns, ns, ns, ns, failed),
                                Quantiles.of(new Histogram(3))))
                .load());

        double share = (double) failed / load.requests();
        assertThat(LittlesLaw.of(load).orElseThrow().seconds())
                .isCloseTo(share * 2 + (1 - share) * load.responseNs().mean() / 1e9, within(1e-9));
    }
}

package threadvsloop.harness.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.run.ProcessSample;

/// By hand: a window of one second on two CPUs, whose end was read a tenth of a second late.
class ResourceWindowTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-9);
    private static final ProcFs.Host BEFORE = new ProcFs.Host(0, 0, 0, 0, 0, 100, 1_000, 10, 0);

    private static final ProcessSampler.Edge START = new ProcessSampler.Edge(
            0, 0, 0, 0, new ProcFs.Counters(10, 10, 5, 0), new ProcFs.Host(0, 0, 0, 100, 0, 0, 0, 0, 0), Map.of());

    private static final ProcessSampler.Edge END = new ProcessSampler.Edge(
            1_000_000_000L,
            100_000_000L,
            330_000_000L,
            200_000_000L,
            new ProcFs.Counters(230, 120, 25, 1),
            new ProcFs.Host(2_000, 700, 100, 107, 250, 164, 1_200, 30, 0),
            Map.of());

    @Test
    void cpuIsThatOfTheWindowThoughItsEndWasReadLate() throws IOException {
        Resources used = window(List.of(sample("measurement", 50_000)), 1_000);

        assertThat(used.cpuUserMs() + used.cpuSystemMs()).isEqualTo(300, EXACT);
        assertThat(used.cpuUserMs()).as("two thirds of the ticks").isEqualTo(200, EXACT);
        assertThat(used.cpuNsPerRequest()).isEqualTo(300_000, EXACT);
        assertThat(used.edgesLateMs()).isEqualTo(100, EXACT);
        assertThat(used.minorFaults()).isEqualTo(20);
        assertThat(used.clonedTasks()).isEqualTo(7);
    }

    @Test
    void sharesAreOfAllCpus() throws IOException {
        Resources used = window(List.of(sample("measurement", 50_000)), 1_000);

        assertThat(used.hostStealShare()).isEqualTo(0.05, EXACT);
        assertThat(used.foreignCpuShare())
                .as("700 ms of work, less 300 of the server, 200 of the generator and 50 of backends")
                .isEqualTo(0.075, EXACT);
        assertThat(used.hostCpuPressureShare()).isEqualTo(0.25, EXACT);
        assertThat(used.kernelMemoryKiB()).isEqualTo(new Resources.KernelMemory(64, 200, 20));
    }

    @Test
    void levelsAreOfTheWindowsSamplesAlone() throws IOException {
        Resources used = window(
                List.of(
                        sample("warm-up", 90_000),
                        sample("measurement", 50_000),
                        sample("measurement", Double.NaN),
                        sample("measurement", 54_000),
                        sample("drain", 90_000)),
                1_000);

        assertThat(used.pssKiB()).isEqualTo(new Resources.Level(52_000, 50_000, 54_000));
        assertThat(used.samples()).isEqualTo(3);
    }

    @Test
    void whereNothingIsAskedNothingIsPerRequest() throws IOException {
        assertThat(window(List.of(sample("measurement", 50_000)), 0).cpuNsPerRequest())
                .isZero();
    }

    @Test
    void memoryThatNobodyReadIsNotTakenForNone() {
        assertThatThrownBy(() -> window(List.of(sample("measurement", Double.NaN), sample("drain", 50_000)), 1_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no sample");
    }

    private static Resources window(List<ProcessSample> samples, long answered) throws IOException {
        return ResourceWindow.between(BEFORE, START, END, samples, "measurement", answered, 50);
    }

    private static ProcessSample sample(String phase, double pssKiB) {
        return new ProcessSample(0, phase, pssKiB, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}

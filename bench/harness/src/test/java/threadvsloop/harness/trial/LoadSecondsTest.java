package threadvsloop.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import threadvsloop.harness.sampling.ProcessSampler;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.measures.Settling;

/// Two seconds of warm-up, seven of measurement and a drain, of a server that does 1,000 requests a second.
class LoadSecondsTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 5 * SECOND_NS;
    private static final long END_NS = START_NS + 9 * SECOND_NS;
    private static final PointSpec POINT =
            new PointSpec("p", PointSpec.Mode.OPEN_POISSON, 10, 1_000, "GET /plaintext", 1_000, 2, 7);

    @Test
    void aStepOfCpuPerRequestIsSeenThoughItsReadingsAreNotAtTheSeconds() {
        Settling settling = settling(POINT, second -> second < 5 ? 40_000 : 30_000);
        assertThat(settling.warmth().status()).isEqualTo(Warmth.Status.CHANGING);
        assertThat(settling.warmth().sentence()).contains("CPU per request still changed at second 4 of 7");
        assertThat(settling.step()).isCloseTo(-0.25, within(0.02));
    }

    @Test
    void whatChangesInTheWarmUpIsOver() {
        assertThat(settling(POINT, second -> second < 1 ? 90_000 : 30_000)
                        .warmth()
                        .status())
                .isEqualTo(Warmth.Status.STEADY);
    }

    @Test
    void aLoadThatChangesByItselfAndNoLoadSayNothing() {
        PointSpec ramp = new PointSpec(
                "p",
                PointSpec.Mode.OPEN_POISSON,
                10,
                1_000,
                "GET /plaintext",
                1_000,
                2,
                7,
                Traffic.PLAIN,
                new PointSpec.Course("100..2000", "", "", 0),
                0);
        assertThat(settling(ramp, _ -> 1).warmth()).isEqualTo(Warmth.unknown("the load itself changes"));
        PointSpec idle = new PointSpec("p", PointSpec.Mode.IDLE, 10, 0, "", 1_000, 0, 7);
        assertThat(settling(idle, _ -> 1).warmth()).isEqualTo(Warmth.unknown("nothing was asked for"));
    }

    private static Settling settling(PointSpec point, IntToDoubleFunction cpuNsPerRequest) {
        LoadSeconds seconds = new LoadSeconds();
        seconds.beginWarmup(START_NS);
        for (int second = 1; second <= 3; second++) {
            LoadPhase phase = second <= 2 ? LoadPhase.WARMUP : LoadPhase.MEASUREMENT;
            seconds.progress(new LoadProgress(phase, second * SECOND_NS, 2 * SECOND_NS, 10, 1, 1_000, 1, 250_000.0, 0));
        }
        List<Interval> intervals = new ArrayList<>();
        for (int second = 2; second < 10; second++) {
            long fromNs = START_NS + second * SECOND_NS;
            intervals.add(interval(fromNs, second == 9 ? fromNs + SECOND_NS / 100 : fromNs + SECOND_NS));
        }
        return seconds.settling(point, intervals, END_NS, cpu(cpuNsPerRequest));
    }

    /// Readings every 200 ms, 50 ms beside the seconds.
    private static List<ProcessSampler.CpuAt> cpu(IntToDoubleFunction cpuNsPerRequest) {
        List<ProcessSampler.CpuAt> readings = new ArrayList<>();
        double usedNs = 0;
        for (int tick = -1; tick <= 50; tick++) {
            long atNs = START_NS + SECOND_NS / 20 + tick * (SECOND_NS / 5);
            readings.add(new ProcessSampler.CpuAt(atNs, Math.round(usedNs)));
            usedNs += 200 * cpuNsPerRequest.applyAsDouble(Math.floorDiv(tick, 5));
        }
        return readings;
    }

    private static Interval interval(long fromNs, long toNs) {
        Histogram times = new Histogram(3);
        times.recordValueWithCount(250_000, 1_000);
        return new Interval(fromNs, toNs, 0, times, times, times, times, times, 1_000, 0, 1, 1, 10, List.of());
    }
}

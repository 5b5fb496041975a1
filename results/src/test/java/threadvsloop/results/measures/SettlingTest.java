package threadvsloop.results.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import threadvsloop.results.documents.Warmth;

class SettlingTest {

    private static final int WARMUP = 3;
    private static final int SECONDS = 10;

    @Test
    void whatSettlesInTheWarmUpIsSteady() {
        Settling settling =
                Settling.of(noisy(1, 0.01, second -> second < WARMUP ? 9 : 4), noisy(2, 0.01, _ -> 30), WARMUP);
        assertThat(settling.warmth().status()).isEqualTo(Warmth.Status.STEADY);
        assertThat(settling.step()).isZero();
    }

    @Test
    void aStepWithinTheMeasurementIsToldWithItsSecondAndItsSize() {
        Settling settling =
                Settling.of(noisy(1, 0.001, _ -> 4), noisy(2, 0.001, second -> second < 6 ? 40 : 30), WARMUP);
        assertThat(settling.warmth())
                .isEqualTo(new Warmth(
                        Warmth.Status.CHANGING,
                        "no steady state: CPU per request still changed at second 4 of 7, by -25%"));
        assertThat(settling.step()).isCloseTo(-0.25, within(0.02));
    }

    /// The two seconds of warm-up are cold, and no level is shorter than three.
    @Test
    void aWarmUpShorterThanALevelDoesNotReachIntoTheMeasurement() {
        int cold = 2;
        double[] cpu = noisy(6, 0.03, second -> second < cold ? 90 : 30);
        assertThat(Settling.of(noisy(5, 0.03, _ -> 4), cpu, cold).warmth().status())
                .isEqualTo(Warmth.Status.STEADY);
    }

    @Test
    void theLargerOfTwoStepsIsTold() {
        Settling settling = Settling.of(
                noisy(1, 0.001, second -> second < 6 ? 8 : 4), noisy(2, 0.001, second -> second < 5 ? 11 : 10), WARMUP);
        assertThat(settling.warmth().sentence()).contains("mean service time", "second 4 of 7", "-50%");
    }

    @Test
    void aSmallStepIsSteadyAndOneAboveTheToleranceIsNot() {
        double[] level = noisy(3, 0.0005, _ -> 5);
        assertThat(Settling.of(level, noisy(4, 0.0005, second -> second < 6 ? 1.03 : 1), WARMUP)
                        .warmth()
                        .status())
                .isEqualTo(Warmth.Status.STEADY);
        assertThat(Settling.of(level, noisy(4, 0.0005, second -> second < 6 ? 1.08 : 1), WARMUP))
                .satisfies(one -> assertThat(one.warmth().status()).isEqualTo(Warmth.Status.CHANGING))
                .satisfies(one -> assertThat(one.step()).isCloseTo(1 / 1.08 - 1, within(0.005)));
    }

    @Test
    void tooLittleToSeeIsUnknown() {
        double[] five = {1, 1, 1, 1, 1};
        assertThat(Settling.of(five, five, 2).warmth())
                .isEqualTo(Warmth.unknown("5 whole s of load are too few to see a change: it takes 6"));
        double[] silent = {1, 1, 0, 1, 1, 1};
        double[] level = {1, 1, 1, 1, 1, 1};
        assertThat(Settling.of(silent, level, 2).warmth().sentence()).startsWith("second 3 of the load has no answers");
        assertThat(Settling.of(level, new double[] {1, 1, 1, 1, Double.NaN, 1}, 2)
                        .warmth()
                        .status())
                .isEqualTo(Warmth.Status.UNKNOWN);
        assertThatThrownBy(() -> Settling.of(level, five, 2)).hasMessageContaining("6 s of service time, 5 s of CPU");
    }

    /// Of a steady server whose seconds scatter by 5%, few trials are doubted, and those are what the
    /// bound allows.
    @Test
    void noiseAloneIsSeldomDoubted() {
        int runs = 2_000;
        long doubted = IntStream.range(0, runs)
                .mapToObj(run -> Settling.of(noisy(2L * run, 0.05, _ -> 4), noisy(2L * run + 1, 0.05, _ -> 30), WARMUP))
                .filter(settling -> Math.abs(settling.step()) > 0.10)
                .count();
        assertThat((double) doubted / runs).isLessThan(0.03);
    }

    /// Of a real step of a quarter in the middle of the measurement, most are seen.
    @Test
    void aRealStepIsMostlySeen() {
        int runs = 500;
        long seen = IntStream.range(0, runs)
                .mapToObj(run -> Settling.of(
                        noisy(2L * run, 0.02, second -> second < 6 ? 5 : 4),
                        noisy(2L * run + 1, 0.02, _ -> 30),
                        WARMUP))
                .filter(settling -> settling.warmth().status() == Warmth.Status.CHANGING)
                .count();
        assertThat((double) seen / runs).isGreaterThan(0.8);
    }

    private static double[] noisy(long seed, double scatter, IntToDoubleFunction level) {
        Random random = new Random(seed);
        return IntStream.range(0, SECONDS)
                .mapToDouble(second -> level.applyAsDouble(second) * Math.exp(scatter * random.nextGaussian()))
                .toArray();
    }
}

package threadvsloop.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CumulativeRateTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Rates of a ramp over 1 s, so many arrivals, and when they have come, by hand.
    @ParameterizedTest
    @CsvSource({
        // λ = 100 + 200t, Λ = 100t + 100t²: 75 at 0.5 s, 200 at the end, and 300/s from there.
        "100, 300, 0, 0",
        "100, 300, 75, 500000000",
        "100, 300, 200, 1000000000",
        "100, 300, 500, 2000000000",
        // λ = 300 − 200t, Λ = 300t − 100t²: 125 at 0.5 s.
        "300, 100, 125, 500000000",
        // Λ = 500t²: 5 at 0.1 s.
        "0, 1000, 0, 0",
        "0, 1000, 5, 100000000",
        // Λ = 1000t − 500t², so 500 − 500(1 − t)²: 495 at 0.9 s; 500 never comes to more.
        "1000, 0, 495, 900000000",
        "1000, 0, 499.99999995, 999990000",
        "1000, 0, 501, 2305843009213693951",
        // A slope of next to nothing: the y/r of no slope.
        "100, 100.0000000001, 50, 500000000",
        "100, 99.9999999999, 50, 500000000",
    })
    void arrivalsOfARampComeWhenTheyShould(double from, double to, double count, long ns) {
        CumulativeRate rate = CumulativeRate.of(RateProfile.ramp(from, to, SECOND), Duration.ZERO);

        assertThat(rate.cursor().reachedNs(count)).isEqualTo(ns);
        if (ns < CumulativeRate.NEVER_NS) {
            assertThat(rate.at(ns)).isCloseTo(count, within(1e-6));
        }
    }

    @Test
    void theWarmUpHasTheFirstRate() {
        CumulativeRate rate = CumulativeRate.of(RateProfile.ramp(100, 300, SECOND), Duration.ofSeconds(2));

        assertThat(rate.at(2_000_000_000L)).isCloseTo(200, within(1e-9));
        assertThat(rate.at(2_500_000_000L)).isCloseTo(275, within(1e-9));
        assertThat(rate.perSecondAt(1_999_999_999L)).isEqualTo(100);
        assertThat(rate.perSecondAt(2_500_000_000L)).isCloseTo(200, within(1e-9));
        assertThat(rate.perSecondAt(9_000_000_000L)).isCloseTo(300, within(1e-9));
    }

    /// Three servers in turns of 100 ms, the warm-up a round: whose turn it is has all the load.
    @Test
    void turnsShareTheTimeFromTheWarmUpOn() {
        Duration turn = Duration.ofMillis(100);
        Duration warmup = turn.multipliedBy(3);
        Duration over = turn.multipliedBy(9);
        for (int index = 0; index < 3; index++) {
            RateProfile profile = RateProfile.turns(1_000, index, 3, turn, warmup, over);
            CumulativeRate rate = CumulativeRate.of(profile, warmup);
            for (int at = 0; at < 900; at += 10) {
                assertThat(rate.perSecondAt(at * 1_000_000L))
                        .as("server %d at %d ms", index, at)
                        .isEqualTo(at / 100 % 3 == index ? 1_000 : 0);
            }
            assertThat(rate.at(over.toNanos())).isCloseTo(300, within(1e-9));
            assertThat(rate.cursor().reachedNs(50)).isEqualTo((100L * index + 50) * 1_000_000);
            assertThat(rate.cursor().reachedNs(150)).isEqualTo((100L * index + 350) * 1_000_000);
            assertThat(profile.meanPerSecond(over.minus(warmup))).isCloseTo(1_000 / 3.0, within(1e-6));
        }
    }

    /// Whatever the profile: there and back is where it began, to the nanosecond's part of a count, and never
    /// goes back.
    @Test
    void theInverseUndoesTheSum() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            CumulativeRate rate = CumulativeRate.of(profile(random), Duration.ofMillis(random.nextInt(1000)));
            CumulativeRate.Cursor cursor = rate.cursor();
            double most = rate.at(20_000_000_000L);
            long lastNs = 0;
            for (int k = 0; k < 200; k++) {
                double count = most * k / 200;
                long ns = cursor.reachedNs(count);
                assertThat(ns).isGreaterThanOrEqualTo(lastNs);
                double perNs = Math.max(rate.perSecondAt(Math.max(0, ns - 1)), rate.perSecondAt(ns + 1)) / 1e9;
                assertThat(rate.at(ns)).isCloseTo(count, within(perNs + 1e-9 * most));
                lastNs = ns;
            }
        }
    }

    private static RateProfile profile(Random random) {
        List<RateProfile.Knot> knots = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (int k = 0; k <= random.nextInt(6); k++) {
            double perSecond = random.nextInt(3) == 0 ? 0 : Math.pow(10, 6 * random.nextDouble() - 1);
            knots.add(new RateProfile.Knot(at, perSecond));
            at = random.nextInt(3) == 0 ? at : at.plusNanos(random.nextLong(3_000_000_000L));
        }
        knots.add(new RateProfile.Knot(at, 50));
        return new RateProfile(knots);
    }
}

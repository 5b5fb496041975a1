package threadvsloop.loadgen.schedule;

import java.time.Duration;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.CumulativeRate;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;

/// The intended starts of one loop's arrivals, as offsets in ns from the schedule's epoch, never decreasing.
/// Pure: no clock, no thread; the same arguments give the same offsets, on every machine.
///
/// By time rescaling: arrivals of rate 1, equally spaced or Poisson, are mapped through Λ⁻¹, the inverse of
/// the cumulative rate, and so get the rate λ = Λ′ (Çinlar, Introduction to Stochastic Processes, 1975,
/// chapter 4, for Poisson arrivals).
///
/// `n` loops split a rate: Poisson streams of λ/n add up to a Poisson stream of λ, and of equally spaced
/// arrivals each loop takes every n-th.
public final class ArrivalSchedule {
    private final Arrivals arrivals;
    private final CumulativeRate.Cursor rate;
    private final int loop;
    private final int loops;
    private final SeededStream random;
    private double poisson;
    private long count;

    private ArrivalSchedule(Arrivals arrivals, CumulativeRate rate, int loop, int loops, SeededStream random) {
        this.arrivals = arrivals;
        this.rate = rate.cursor();
        this.loop = loop;
        this.loops = loops;
        this.random = random;
    }

    /// The stream of one loop, from the start of the warm-up on.
    ///
    /// @param loop 0 to `loops` − 1
    public static ArrivalSchedule of(
            Arrivals arrivals, RateProfile profile, Duration warmup, long seed, int loop, int loops) {
        CumulativeRate rate = CumulativeRate.of(profile, warmup);
        return new ArrivalSchedule(arrivals, rate, loop, loops, SeededStream.of(seed, 0, loop));
    }

    /// The stream of one loop, without a warm-up.
    public static ArrivalSchedule of(LoadShape.Open open, long seed, int loop, int loops) {
        return of(open.arrivals(), open.rate(), Duration.ZERO, seed, loop, loops);
    }

    /// The next intended start; [CumulativeRate#NEVER_NS] if there is none.
    public long next() {
        return rate.reachedNs(
                switch (arrivals) {
                    case CONSTANT -> loop + (double) loops * count++;
                    case POISSON -> {
                        poisson += random.exponential() * loops;
                        yield poisson;
                    }
                });
    }
}

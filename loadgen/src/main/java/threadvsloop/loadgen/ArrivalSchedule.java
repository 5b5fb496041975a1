package threadvsloop.loadgen;

import java.util.SplittableRandom;

/// The intended starts of one loop's requests, as offsets in ns from the schedule's epoch, never decreasing. Pure: no
/// clock, no thread; the same arguments give the same offsets, on every machine.
///
/// `n` loops split a rate: Poisson streams of rate/n add up to a Poisson stream of the rate, and constant streams of
/// rate/n, shifted by one gap of the whole against each other, to a constant one.
final class ArrivalSchedule {
    private final Arrivals arrivals;
    private final double gapNs;
    private final double shiftNs;
    private final SplittableRandom random;
    private double poissonNs;
    private long count;

    private ArrivalSchedule(Arrivals arrivals, double gapNs, double shiftNs, SplittableRandom random) {
        this.arrivals = arrivals;
        this.gapNs = gapNs;
        this.shiftNs = shiftNs;
        this.random = random;
    }

    /// The stream of one loop.
    ///
    /// @param loop 0 to `loops` − 1
    static ArrivalSchedule of(LoadShape.Open open, long seed, int loop, int loops) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom own = root.split();
        for (int skipped = 0; skipped < loop; skipped++) {
            own = root.split();
        }
        double wholeGapNs = 1e9 / open.requestsPerSecond();
        return new ArrivalSchedule(open.arrivals(), wholeGapNs * loops, wholeGapNs * loop, own);
    }

    /// The mean gap between two arrivals of this stream.
    double gapNs() {
        return gapNs;
    }

    /// The next intended start.
    long next() {
        return switch (arrivals) {
            case CONSTANT -> Math.round(shiftNs + gapNs * count++);
            case POISSON -> {
                poissonNs += exponential() * gapNs;
                yield Math.round(poissonNs);
            }
        };
    }

    /// An exponential deviate of mean 1 by inversion: −ln(1 − U), U in [0, 1). `StrictMath`, so that it is the same
    /// to the last bit everywhere.
    private double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }
}

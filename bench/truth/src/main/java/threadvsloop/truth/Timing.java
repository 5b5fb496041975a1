package threadvsloop.truth;

import java.util.random.RandomGenerator;

/// When a request is to be answered. On the clock of [System#nanoTime], in ns.
sealed interface Timing {

    /// @return the moment at which the answer is due; one that is not after `receivedNs` means at once
    long dueNs(long receivedNs, RandomGenerator random);

    /// As soon as the request is there.
    record AtOnce() implements Timing {
        @Override
        public long dueNs(long receivedNs, RandomGenerator random) {
            return receivedNs;
        }
    }

    /// Always the same time after the request.
    record After(long delayNs) implements Timing {
        @Override
        public long dueNs(long receivedNs, RandomGenerator random) {
            return receivedNs + delayNs;
        }
    }

    /// A floor, and on top of it an exponentially distributed time: F(t) = 1 − exp(−(t − floor) / mean), t ≥ floor.
    ///
    /// @param meanNs of what is on top of the floor
    record Exponential(long floorNs, long meanNs) implements Timing {
        @Override
        public long dueNs(long receivedNs, RandomGenerator random) {
            return receivedNs + floorNs + Math.round(meanNs * -Math.log(1 - random.nextDouble()));
        }
    }

    /// At once, but nothing is answered in the last `stallNs` of every `periodNs`: what comes then is answered when
    /// the stall ends. Periods are counted from the clock's own origin, so all connections stall together.
    record Stall(long stallNs, long periodNs) implements Timing {
        public Stall {
            if (stallNs <= 0 || stallNs >= periodNs) {
                throw new IllegalArgumentException(
                        "a stall must be above 0 and shorter than its period of " + periodNs + " ns, not " + stallNs);
            }
        }

        @Override
        public long dueNs(long receivedNs, RandomGenerator random) {
            long inPeriod = Math.floorMod(receivedNs, periodNs);
            return inPeriod < periodNs - stallNs ? receivedNs : receivedNs - inPeriod + periodNs;
        }
    }
}

package threadvsloop.harness.calibrate;

/// What a server that stalls for S at the end of every period T does to response times, by arithmetic.
///
/// Requests are intended evenly over the period, all at once or at random: a request that is intended u after a stall
/// began is answered S − u later, when it ends. So, over whole periods, for 0 ≤ x < S,
///
/// P(response > x) = (S − x) / T, and the quantile at q > 1 − S/T is x(q) = S − (1 − q) T.
///
/// What gathered during the stall is then worked off, at s per request; with λ requests per second that delays the one
/// intended at u by λ u s more. With ρ = λ s, the part of its time for which the server (or the generator) is busy, the
/// response at u is S − (1 − ρ) u, until it has fallen to nothing at u = S / (1 − ρ), and
///
/// x(q) = S − (1 − q)(1 − ρ) T,
///
/// which is later by at most ρ (1 − q) T. (A fluid queue with a server that rests; ρ < 1 − S/T.)
///
/// Closed connections, or time counted from the actual send, show only those few that were in flight when the stall
/// began: with c connections at most c of the λ T requests of a period. That is coordinated omission.
///
/// @param stallNs S
/// @param periodNs T
record StallTruth(long stallNs, long periodNs) {

    StallTruth {
        if (stallNs <= 0 || stallNs >= periodNs) {
            throw new IllegalArgumentException(
                    "a stall must be above 0 and shorter than its period of " + periodNs + " ns, not " + stallNs);
        }
    }

    /// x(q) for a server that works off its backlog in no time; 0 where no stall is felt.
    double quantileNs(double q) {
        return quantileNs(q, 0);
    }

    /// x(q) for a server that is busy for the part ρ of its time.
    double quantileNs(double q, double busy) {
        return Math.max(0, stallNs - (1 - q) * (1 - busy) * periodNs);
    }

    /// The standard error of x(q) when n requests arrive at random: their number beyond x is binomial, its standard
    /// deviation √(n q (1 − q)), and one request more or less moves x by T / n.
    double standardErrorNs(double q, long n) {
        return periodNs * Math.sqrt(q * (1 - q) / Math.max(1, n));
    }

    /// The part of all requests whose service time shows the stall, at most.
    ///
    /// @param perSecond λ
    double shareInFlight(int connections, double perSecond) {
        return connections / (perSecond * periodNs / 1e9);
    }
}

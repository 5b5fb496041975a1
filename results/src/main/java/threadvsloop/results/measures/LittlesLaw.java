package threadvsloop.results.measures;

import java.util.Optional;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantiles;

/// L = λ · W: what is in flight is what comes per second times how long it stays. It holds for any load
/// and any server, so a measurement that breaks it has lost or invented requests.
///
/// Source: J. D. C. Little, "A proof for the queuing formula: L = λW", Operations Research 9 (1961).
///
/// @param inFlight L, mean number of requests begun and not yet completed
/// @param perSecond λ, requests per second
/// @param seconds W, mean response time
public record LittlesLaw(double inFlight, double perSecond, double seconds) {
    /// How far a sound trial may be off: requests at the edges of its window are counted on one side
    /// only.
    public static final double TOLERANCE = 0.05;

    private static final double NS_PER_SECOND = 1e9;

    public LittlesLaw {
        if (!(inFlight >= 0 && perSecond >= 0 && seconds >= 0)) {
            throw new IllegalArgumentException(
                    "%s in flight, %s/s, %s s: none may be below 0".formatted(inFlight, perSecond, seconds));
        }
    }

    /// @return empty if nothing was asked
    public static Optional<LittlesLaw> of(LoadSummary load) {
        return load.requests() == 0
                ? Optional.empty()
                : Optional.of(new LittlesLaw(
                        load.meanInFlight(), load.requests() / load.windowSeconds(), meanNs(load) / NS_PER_SECOND));
    }

    /// Of all requests, those that failed at the age at which they did: so long they were in flight.
    private static double meanNs(LoadSummary load) {
        double sum = sum(load.responseNs(), load.timed());
        Failures failures = load.failures();
        return (sum + sum(failures.ageNs(), failures.requests())) / load.requests();
    }

    private static double sum(Quantiles ns, long requests) {
        return ns.mean() == Quantiles.UNKNOWN ? 0 : ns.mean() * requests;
    }

    /// |L ÷ λW − 1|; infinite if λW is 0 and L is not.
    public double deviation() {
        double expected = perSecond * seconds;
        return inFlight == expected ? 0 : Math.abs(inFlight / expected - 1);
    }

    public boolean holds() {
        return deviation() <= TOLERANCE;
    }

    /// How many times the throughput a closed loop of fixed size has when its response time changes so
    /// many times, users not thinking between requests: the inverse. 35% less time is 1.54 times the
    /// throughput.
    public static double closedLoopThroughput(double timeRatio) {
        if (!(timeRatio > 0)) {
            throw new IllegalArgumentException("ratio of times " + timeRatio + ": must be above 0");
        }
        return 1 / timeRatio;
    }
}

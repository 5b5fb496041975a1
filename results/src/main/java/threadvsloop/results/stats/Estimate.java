package threadvsloop.results.stats;

/// A number that data suggest, and where the true one lies with 95% confidence. Either may be infinite.
public record Estimate(double value, Interval interval) {
    public Estimate {
        if (!interval.contains(value)) {
            throw new IllegalArgumentException("estimate " + value + ": must lie in its interval, from "
                    + interval.low() + " to " + interval.high());
        }
    }
}

package threadvsloop.results.stats;

/// A 95% confidence interval.
public record Interval(double low, double high) {
    static final double CONFIDENCE = 0.95;
    /// Probability below the upper end of a two-sided interval.
    static final double UPPER = 1 - (1 - CONFIDENCE) / 2;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high + ": low must not exceed high");
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}

package threadvsloop.results.run;

/// Quantiles of one trial histogram, in nanoseconds.
public record Quantiles(long p50, long p90, long p99, long p999, long p9999, long max, double mean) {}

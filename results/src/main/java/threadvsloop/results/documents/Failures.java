package threadvsloop.results.documents;

/// Requests without a good answer, beside the times of those that had one.
///
/// @param requests how many; those of slow readers and writers that the end of the run cut off are not among them
/// @param ageNs how old requests without a good answer were when they ended, from their intended start
/// @param allNs response time over all requests, failed ones counted as slower than any answer; UNKNOWN where a
/// quantile
///     lies among them
public record Failures(long requests, Quantiles ageNs, Quantiles allNs) {}

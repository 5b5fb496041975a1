package threadvsloop.loadgen;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/// Counts what becomes of the requests of the measurement on one route of one loop.
final class AddressTally {
    /// Takes room for the values that occur only, for there may be a thousand of these.
    final Histogram response = new PackedHistogram(Times.LEAST_NS, Times.MOST_NS, Times.DIGITS);

    long requests;
    long answered;

    /// Loop: a request has ended.
    ///
    /// @param measured whether it is one of the measurement
    void ended(boolean measured, boolean good, long responseNs) {
        if (measured) {
            requests++;
            if (good) {
                answered++;
                Times.record(response, responseNs);
            }
        }
    }

    /// After the loops have ended.
    void add(AddressTally other) {
        requests += other.requests;
        answered += other.answered;
        response.add(other.response);
    }
}

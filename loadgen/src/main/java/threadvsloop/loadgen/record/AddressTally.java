package threadvsloop.loadgen.record;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/// Counts what becomes of the requests of the measurement on one route of one loop.
public final class AddressTally {
    /// Takes room for the values that occur only, for there may be a thousand of these.
    public final Histogram response = new PackedHistogram(Times.LEAST_NS, Times.MOST_NS, Times.DIGITS);

    public long requests;
    public long answered;

    /// Loop: a request has ended.
    ///
    /// @param measured whether it is one of the measurement
    public void ended(boolean measured, boolean good, long responseNs) {
        if (measured) {
            requests++;
            if (good) {
                answered++;
                Times.record(response, responseNs);
            }
        }
    }

    /// After the loops have ended.
    public void add(AddressTally other) {
        requests += other.requests;
        answered += other.answered;
        response.add(other.response);
    }
}

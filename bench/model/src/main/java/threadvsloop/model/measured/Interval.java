package threadvsloop.model.measured;

import java.util.List;
import org.HdrHistogram.Histogram;

/// One second of the measurement. A request is in the interval in which it ended, so the intervals of a result sum to
/// its histograms; those that ended after the window are in further intervals that cover the drain. Slow
/// readers and writers are in `kinds` and `open` only.
///
/// @param startNs on the clock of [System#nanoTime]
/// @param endNs likewise; intervals follow one another without a gap, and the last one may be short
/// @param epochStartMs the same moment as `startNs`, in milliseconds since 1970
/// @param response in ns, of good answers to requests of the measurement
/// @param service in ns, likewise
/// @param failed in ns, age of requests of the measurement that ended without a good answer
/// @param sendLag in ns, of requests sent in this interval
/// @param connect in ns, of connections opened in this interval
/// @param completed good answers that came in this interval, whenever their requests began
/// @param errors requests of the measurement that ended in this interval without a good answer
/// @param inFlight requests started and not done at the end of the interval, those waiting for a connection included
/// @param meanInFlight the same, as a mean over the interval
/// @param open connections open at the end of the interval
/// @param kinds by index of `LoadOptions.kinds`; empty if there is one kind only, whose times are `response` and
/// `service`
public record Interval(
        long startNs,
        long endNs,
        long epochStartMs,
        Histogram response,
        Histogram service,
        Histogram failed,
        Histogram sendLag,
        Histogram connect,
        long completed,
        long errors,
        long inFlight,
        double meanInFlight,
        int open,
        List<KindInterval> kinds) {}

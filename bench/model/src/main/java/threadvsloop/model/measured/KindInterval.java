package threadvsloop.model.measured;

import org.HdrHistogram.Histogram;

/// The times of one kind of request in one [Interval].
///
/// @param response in ns, as in the interval
/// @param service in ns, likewise
/// @param failed in ns, likewise
public record KindInterval(Histogram response, Histogram service, Histogram failed) {}

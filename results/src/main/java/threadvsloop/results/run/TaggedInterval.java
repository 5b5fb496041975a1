package threadvsloop.results.run;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// One line of `trial.hlog`: what was recorded under one tag between two moments, one second apart as a rule.
///
/// Under [#RESPONSE], [#SERVICE], [#FAILED], [#SEND_LAG] and [#CONNECT] stand only the requests (connections) of the
/// measurement window, so that any tool that sums a tag's lines gets the trial's histogram. Response and service times
/// are of good answers; [#FAILED], which only intervals with such requests have, holds the ages of the others. A
/// request that the window's end found unfinished stands in the interval in which it completed or was given up, which
/// may lie in the drain phase.
///
/// @param tag one of the constants, or that of one kind of request; any other name without comma, blank or line break
/// may be added
/// @param epochStartMs start, milliseconds since the epoch
/// @param epochEndMs end, not before the start
/// @param histogram the values: ns for times, KiB for memory, counts otherwise; owned by the caller, not kept
public record TaggedInterval(String tag, long epochStartMs, long epochEndMs, Histogram histogram) {

    public static final String RESPONSE = "response";
    public static final String SERVICE = "service";
    public static final String FAILED = "failed";
    public static final String CONNECT = "connect";
    public static final String SEND_LAG = "sendlag";
    public static final String PSS = "pss";
    public static final String RSS = "rss";
    public static final String THREADS = "threads";
    public static final String IN_FLIGHT = "inflight";

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final String OF_KIND = "-";

    private static final Pattern TAG = Pattern.compile("[^,\\s]+");

    public TaggedInterval {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("tag '" + tag + "': must be non-empty, without comma or white space");
        }
        if (epochEndMs < epochStartMs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s interval ends at %d, before its start at %d", tag, epochEndMs, epochStartMs));
        }
    }

    /// The tag of one kind's response times, where a load has several: `response-plaintext`.
    public static String responseOf(String kind) {
        return RESPONSE + OF_KIND + kind;
    }

    /// The tag of one kind's service times.
    public static String serviceOf(String kind) {
        return SERVICE + OF_KIND + kind;
    }

    /// The sum of all intervals under a tag, as fine as the first of them; without values if there are none.
    public static Histogram sum(List<TaggedInterval> intervals, String tag) {
        return sum(intervals.stream()
                .filter(interval -> interval.tag().equals(tag))
                .map(TaggedInterval::histogram)
                .toList());
    }

    /// The sum of histograms, as fine as the first of them: a finer one would put each value at the lower end of the
    /// range that it was recorded for, and say less than the parts do.
    public static Histogram sum(List<Histogram> parts) {
        Histogram sum = parts.isEmpty() ? new Histogram(SIGNIFICANT_DIGITS) : new Histogram(parts.getFirst());
        sum.setAutoResize(true);
        parts.forEach(sum::add);
        return sum;
    }

    /// The tag of the ages of one kind's failed requests.
    public static String failedOf(String kind) {
        return FAILED + OF_KIND + kind;
    }

    /// Divides a value for the log's Interval_Max column: times are shown in ms there, everything else as recorded.
    double maxValueUnitRatio() {
        return switch (tag) {
            case RESPONSE, SERVICE, FAILED, CONNECT, SEND_LAG -> 1e6;
            default -> Stream.of(RESPONSE, SERVICE, FAILED).anyMatch(time -> tag.startsWith(time + OF_KIND)) ? 1e6 : 1;
        };
    }
}

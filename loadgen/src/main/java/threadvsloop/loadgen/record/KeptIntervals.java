package threadvsloop.loadgen.record;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.KindInterval;

/// The intervals of a run, in bounded room however long it lasts: one a second at first, and neighbours added up to
/// longer ones, the oldest of the shortest first, whenever there are too many. What is kept sums to the same whole.
/// Intervals on either side of the window's end stay apart. Used by one thread; keeps histograms as bytes, which costs
/// a fraction of what they take otherwise.
///
/// One second costs one addition at most as a rule: a run of 7 days ends with intervals of some minutes, and never
/// stops to tidy up.
final class KeptIntervals {
    /// Two hours in seconds.
    static final int MAX_INTERVALS = 7_200;

    static final long MAX_BYTES = 64L << 20;

    private final int maxIntervals;
    private final long maxBytes;
    private final TimesBytes packer = new TimesBytes();
    private final List<Kept> kept = new ArrayList<>();
    private long bytes;

    /// Numbers of an interval, as in [Interval].
    record Numbers(
            long startNs, long endNs, long completed, long errors, long inFlight, double meanInFlight, int open) {

        long lengthNs() {
            return endNs - startNs;
        }

        Numbers plus(Numbers later) {
            double inFlightNs = meanInFlight * lengthNs() + later.meanInFlight * later.lengthNs();
            return new Numbers(
                    startNs,
                    later.endNs,
                    completed + later.completed,
                    errors + later.errors,
                    later.inFlight,
                    inFlightNs / Math.max(1, later.endNs - startNs),
                    later.open);
        }
    }

    /// @param times as they were added
    private record Kept(Numbers numbers, boolean inWindow, List<byte[]> times) {
        long bytes() {
            return times.stream().mapToLong(each -> each.length).sum();
        }
    }

    KeptIntervals() {
        this(MAX_INTERVALS, MAX_BYTES);
    }

    KeptIntervals(int maxIntervals, long maxBytes) {
        this.maxIntervals = maxIntervals;
        this.maxBytes = maxBytes;
    }

    /// Adds the next interval, whose histograms may change afterwards.
    ///
    /// @param inWindow whether it belongs to the measurement's window, not to the drain
    /// @param times [Timeline#TIMES] of all requests, in the order of [Interval], then [Timeline#TIMES_OF_KIND] of
    ///     each kind, in that of [KindInterval]
    void add(Numbers numbers, boolean inWindow, List<Histogram> times) {
        Kept added =
                new Kept(numbers, inWindow, times.stream().map(packer::pack).toList());
        kept.add(added);
        bytes += added.bytes();
        while ((kept.size() > maxIntervals || bytes > maxBytes) && shorten()) {}
    }

    /// Bytes that the histograms take.
    long bytes() {
        return bytes;
    }

    int size() {
        return kept.size();
    }

    /// @param epochOffsetNs what is to be added to the clock to get nanoseconds since 1970
    List<Interval> intervals(long epochOffsetNs) {
        return kept.stream().map(each -> interval(each, epochOffsetNs)).toList();
    }

    /// Adds up two neighbours; false if no two may be.
    private boolean shorten() {
        int first = shortestPair();
        if (first < 0) {
            return false;
        }
        Kept a = kept.get(first);
        Kept b = kept.remove(first + 1);
        Kept sum = new Kept(a.numbers.plus(b.numbers), a.inWindow, sums(a.times, b.times));
        kept.set(first, sum);
        bytes += sum.bytes() - a.bytes() - b.bytes();
        return true;
    }

    /// The first of two neighbours that are shortest together; of equal ones the oldest. −1 if there are none.
    private int shortestPair() {
        int best = -1;
        long shortestNs = Long.MAX_VALUE;
        for (int i = 0; i + 1 < kept.size(); i++) {
            Kept a = kept.get(i);
            Kept b = kept.get(i + 1);
            long lengthNs = b.numbers.endNs - a.numbers.startNs;
            if (a.inWindow == b.inWindow && lengthNs < shortestNs) {
                shortestNs = lengthNs;
                best = i;
            }
        }
        return best;
    }

    private List<byte[]> sums(List<byte[]> a, List<byte[]> b) {
        List<byte[]> sums = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            Histogram sum = TimesBytes.unpack(a.get(i));
            Times.add(sum, TimesBytes.unpack(b.get(i)));
            sums.add(packer.pack(sum));
        }
        return List.copyOf(sums);
    }

    private static Interval interval(Kept of, long epochOffsetNs) {
        List<Histogram> times = of.times.stream()
                .map(bytes -> Times.copy(TimesBytes.unpack(bytes)))
                .toList();
        List<KindInterval> kinds = new ArrayList<>();
        for (int i = Timeline.TIMES; i < times.size(); i += Timeline.TIMES_OF_KIND) {
            kinds.add(new KindInterval(times.get(i), times.get(i + 1), times.get(i + 2)));
        }
        Numbers numbers = of.numbers;
        return new Interval(
                numbers.startNs,
                numbers.endNs,
                Math.floorDiv(numbers.startNs + epochOffsetNs, 1_000_000L),
                times.get(0),
                times.get(1),
                times.get(2),
                times.get(3),
                times.get(4),
                numbers.completed,
                numbers.errors,
                numbers.inFlight,
                numbers.meanInFlight,
                numbers.open,
                kinds);
    }
}

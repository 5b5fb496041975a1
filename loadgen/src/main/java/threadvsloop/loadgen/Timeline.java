package threadvsloop.loadgen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// Gathers the tallies of all loops into intervals, and into the whole. Used by the coordinating thread only.
final class Timeline {
    private final List<TallyExchange> loops;
    private final long epochOffsetNs;
    private final TreeMap<Long, Gathered> pending = new TreeMap<>();

    private Window window = Window.UNKNOWN;

    /// All of the measurement and its drain, and every connection of the run.
    final Tally whole;

    /// One per second of measurement and drain.
    final List<Interval> intervals = new ArrayList<>();

    /// By loop, within the window: CPU time without waiting spins, and those.
    final long[] workNs;

    final long[] spinNs;

    /// Within the window, by kind: good answers, bytes read, and bytes written slowly.
    final long[] answered;

    final long[] receivedBytes;

    final long[] sentBytes;

    /// Connections opened within the window.
    long connected;

    /// The integral of requests of the mix that were started and not done, over the window.
    double inFlightNs;

    /// An interval, and what is told of it at once: read from the tally, since reading what is kept takes more.
    ///
    /// @param p99Ns response time; 0 if nothing was answered
    /// @param meanServiceNs 0 if nothing was answered
    record Second(Interval interval, long p99Ns, double meanServiceNs) {}

    /// What has come so far for one interval: the first tally, to which the others are added.
    private static final class Gathered {
        final Tally sum;
        final TallyExchange owner;
        int parts;

        Gathered(Tally sum, TallyExchange owner) {
            this.sum = sum;
            this.owner = owner;
            this.parts = 1;
        }
    }

    /// @param epochOffsetNs what is to be added to the clock to get nanoseconds since 1970
    Timeline(List<TallyExchange> loops, long epochOffsetNs) {
        this.loops = loops;
        KindCount count = loops.getFirst().count();
        this.whole = new Tally(count);
        this.answered = new long[count.all()];
        this.receivedBytes = new long[count.all()];
        this.sentBytes = new long[count.all()];
        this.epochOffsetNs = epochOffsetNs;
        this.workNs = new long[loops.size()];
        this.spinNs = new long[loops.size()];
    }

    void adopt(Window window) {
        this.window = window;
    }

    /// Takes in what the loops have handed over.
    ///
    /// @param completed told of each interval of load, of the warm-up too, once every loop has delivered its part
    void collect(Consumer<Second> completed) {
        for (int loop = 0; loop < loops.size(); loop++) {
            TallyExchange exchange = loops.get(loop);
            for (Tally tally = exchange.poll(); tally != null; tally = exchange.poll()) {
                gather(tally, exchange, loop);
            }
        }
        while (!pending.isEmpty() && pending.firstEntry().getValue().parts == loops.size()) {
            complete(pending.pollFirstEntry().getValue(), completed);
        }
    }

    /// Takes in what is left, after all loops have ended.
    void finish() {
        collect(_ -> {});
        pending.values().forEach(gathered -> complete(gathered, _ -> {}));
        pending.clear();
    }

    private void gather(Tally tally, TallyExchange exchange, int loop) {
        if (isInWindow(tally)) {
            workNs[loop] += Math.max(0, tally.cpuNs - tally.spinNs);
            spinNs[loop] += tally.spinNs;
        }
        Gathered gathered = pending.get(tally.startNs);
        if (gathered == null) {
            pending.put(tally.startNs, new Gathered(tally, exchange));
        } else {
            gathered.sum.add(tally);
            gathered.parts++;
            exchange.giveBack(tally);
        }
    }

    private void complete(Gathered gathered, Consumer<Second> completed) {
        Tally sum = gathered.sum;
        if (sum.startNs >= window.startNs()) {
            whole.add(sum);
        } else {
            whole.addConnections(sum);
        }
        if (isInWindow(sum)) {
            connected += sum.connect.getTotalCount();
            inFlightNs += sum.integral(kind -> kind.inFlightNs);
            for (int kind = 0; kind < answered.length; kind++) {
                answered[kind] += sum.kinds[kind].answered;
                receivedBytes[kind] += sum.kinds[kind].receivedBytes;
                sentBytes[kind] += sum.kinds[kind].sentBytes;
            }
        }
        if (sum.startNs >= window.loadNs()) {
            Second second = second(sum);
            if (sum.startNs >= window.startNs()) {
                intervals.add(second.interval);
            }
            completed.accept(second);
        }
        gathered.owner.giveBack(sum);
    }

    private boolean isInWindow(Tally tally) {
        return tally.startNs >= window.startNs() && tally.startNs < window.endNs();
    }

    private Second second(Tally sum) {
        Histogram response = sum.times(kind -> kind.response);
        Histogram service = sum.times(kind -> kind.service);
        return new Second(
                interval(sum, response, service),
                response.getValueAtPercentile(99),
                service.getTotalCount() == 0 ? 0 : service.getMean());
    }

    private Interval interval(Tally sum, Histogram response, Histogram service) {
        return new Interval(
                sum.startNs,
                sum.endNs,
                Math.floorDiv(sum.startNs + epochOffsetNs, 1_000_000L),
                Times.copy(response),
                Times.copy(service),
                Times.copy(sum.sendLag),
                Times.copy(sum.connect),
                sum.count(kind -> kind.answered),
                sum.count(KindTally::errors),
                sum.count(kind -> kind.inFlight),
                sum.integral(kind -> kind.inFlightNs) / Math.max(1, sum.endNs - sum.startNs),
                sum.open,
                kinds(sum));
    }

    private static List<KindInterval> kinds(Tally sum) {
        return sum.kinds.length == 1
                ? List.of()
                : Arrays.stream(sum.kinds)
                        .map(kind -> new KindInterval(Times.copy(kind.response), Times.copy(kind.service)))
                        .toList();
    }
}

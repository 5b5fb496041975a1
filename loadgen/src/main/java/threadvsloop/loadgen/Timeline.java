package threadvsloop.loadgen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Gathers the tallies of all loops into intervals, and into the whole. Used by the coordinating thread only.
final class Timeline {
    private final List<TallyExchange> loops;
    private final long epochOffsetNs;
    private final TreeMap<Long, Gathered> pending = new TreeMap<>();

    private Window window = Window.UNKNOWN;

    /// All of the measurement and its drain, and every connection of the run.
    final Tally whole;

    /// The warm-up, for the sake of the code that adds up: what is not compiled by the measurement takes its CPU for
    /// milliseconds, which may be a loop's.
    private final Tally rehearsed;

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
        this.rehearsed = new Tally(count);
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
    void collect(Consumer<Interval> completed) {
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

    private void complete(Gathered gathered, Consumer<Interval> completed) {
        Tally sum = gathered.sum;
        if (sum.startNs >= window.startNs()) {
            whole.add(sum);
        } else {
            whole.addConnections(sum);
            rehearsed.add(sum);
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
            Interval interval = interval(sum);
            if (sum.startNs >= window.startNs()) {
                intervals.add(interval);
            }
            completed.accept(interval);
        }
        gathered.owner.giveBack(sum);
    }

    private boolean isInWindow(Tally tally) {
        return tally.startNs >= window.startNs() && tally.startNs < window.endNs();
    }

    private Interval interval(Tally sum) {
        return new Interval(
                sum.startNs,
                sum.endNs,
                Math.floorDiv(sum.startNs + epochOffsetNs, 1_000_000L),
                sum.times(kind -> kind.response),
                sum.times(kind -> kind.service),
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

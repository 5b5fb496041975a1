package threadvsloop.loadgen.record;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.AllRequests;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.LoadProgress;

/// Gathers the tallies of all loops into intervals, and into the whole. Used by the coordinating thread only.
public final class Timeline {
    /// Histograms of an interval: response, service, failed, send lag, connect.
    static final int TIMES = 5;
    /// Those of a kind: response, service, failed.
    static final int TIMES_OF_KIND = 3;

    private final List<TallyExchange> loops;
    private final long epochOffsetNs;
    private final TreeMap<Long, Gathered> pending = new TreeMap<>();

    private Window window = Window.UNKNOWN;

    /// All of the measurement and its drain, and every connection of the run.
    public final Tally whole;

    private final KeptIntervals kept = new KeptIntervals();

    /// By loop, within the window: CPU time without waiting spins, those, and the time over which both were used.
    public final long[] workNs;

    public final long[] spinNs;

    public final long[] overNs;

    /// Within the window, by kind: good answers, all answers, bytes read, and bytes written slowly.
    public final long[] answered;

    public final long[] answers;

    public final long[] receivedBytes;

    public final long[] sentBytes;

    /// Connections opened within the window.
    public long connected;

    /// The integral of open connections over the window, and the part of it in which none was open on any loop.
    public double openNs;

    public double noneOpenNs;

    /// The integral of requests of the mix that were started and not done, over the window.
    public double inFlightNs;

    /// What is told of an interval at once; as in [Interval].
    ///
    /// @param p99Ns response time, failed requests counted as slower than any answer:
    ///     [LoadProgress#FAILED] if it lies among them; 0 if nothing ended
    /// @param meanServiceNs 0 if nothing was answered
    public record Second(
            long startNs,
            long endNs,
            long completed,
            long errors,
            long inFlight,
            int open,
            long p99Ns,
            double meanServiceNs) {}

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
    public Timeline(List<TallyExchange> loops, long epochOffsetNs) {
        this.loops = loops;
        KindCount count = loops.getFirst().count();
        this.whole = new Tally(count);
        this.answered = new long[count.all()];
        this.answers = new long[count.all()];
        this.receivedBytes = new long[count.all()];
        this.sentBytes = new long[count.all()];
        this.epochOffsetNs = epochOffsetNs;
        this.workNs = new long[loops.size()];
        this.spinNs = new long[loops.size()];
        this.overNs = new long[loops.size()];
    }

    public void adopt(Window window) {
        this.window = window;
    }

    /// Takes in what the loops have handed over.
    ///
    /// @param completed told of each interval of load, of the warm-up too, once every loop has delivered its part
    public void collect(Consumer<Second> completed) {
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

    /// Of measurement and drain; see [KeptIntervals].
    public List<Interval> intervals() {
        return kept.intervals(epochOffsetNs);
    }

    /// Takes in what is left, after all loops have ended.
    public void finish() {
        collect(_ -> {});
        pending.values().forEach(gathered -> complete(gathered, _ -> {}));
        pending.clear();
    }

    private void gather(Tally tally, TallyExchange exchange, int loop) {
        if (isInWindow(tally)) {
            workNs[loop] += Math.max(0, tally.cpuNs - tally.spinNs);
            spinNs[loop] += tally.spinNs;
            overNs[loop] += tally.cpuOverNs;
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
            openNs += sum.openNs;
            noneOpenNs += sum.noneOpenNs;
            for (int kind = 0; kind < answered.length; kind++) {
                answered[kind] += sum.kinds[kind].answered;
                answers[kind] += sum.kinds[kind].answers;
                receivedBytes[kind] += sum.kinds[kind].receivedBytes;
                sentBytes[kind] += sum.kinds[kind].sentBytes;
            }
        }
        if (sum.startNs >= window.loadNs()) {
            Histogram response = sum.times(kind -> kind.response);
            Histogram service = sum.times(kind -> kind.service);
            Second second = second(sum, response, service);
            if (sum.startNs >= window.startNs()) {
                keep(second, sum, response, service);
            }
            completed.accept(second);
        }
        gathered.owner.giveBack(sum);
    }

    private boolean isInWindow(Tally tally) {
        return tally.startNs >= window.startNs() && tally.startNs < window.endNs();
    }

    private static Second second(Tally sum, Histogram response, Histogram service) {
        return new Second(
                sum.startNs,
                sum.endNs,
                sum.count(kind -> kind.answered),
                sum.count(KindTally::errors),
                sum.count(kind -> kind.inFlight),
                sum.open,
                p99Ns(response, sum.count(KindTally::errors)),
                service.getTotalCount() == 0 ? 0 : service.getMean());
    }

    private static long p99Ns(Histogram response, long failed) {
        double worst = AllRequests.quantile(response, failed, 99);
        return worst == Double.POSITIVE_INFINITY ? LoadProgress.FAILED : (long) worst;
    }

    private void keep(Second second, Tally sum, Histogram response, Histogram service) {
        List<Histogram> times =
                new ArrayList<>(List.of(response, service, sum.times(kind -> kind.failed), sum.sendLag, sum.connect));
        if (sum.kinds.length > 1) {
            for (KindTally kind : sum.kinds) {
                times.addAll(List.of(kind.response, kind.service, kind.failed));
            }
        }
        KeptIntervals.Numbers numbers = new KeptIntervals.Numbers(
                second.startNs,
                second.endNs,
                second.completed,
                second.errors,
                second.inFlight,
                sum.integral(kind -> kind.inFlightNs) / Math.max(1, sum.endNs - sum.startNs),
                second.open);
        kept.add(numbers, isInWindow(sum), times);
    }
}

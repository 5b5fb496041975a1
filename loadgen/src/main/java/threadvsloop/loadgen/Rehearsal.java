package threadvsloop.loadgen;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import threadvsloop.loadgen.clock.SchedulerReading;
import threadvsloop.loadgen.record.KindCount;
import threadvsloop.loadgen.record.Tally;
import threadvsloop.loadgen.record.TallyExchange;
import threadvsloop.loadgen.record.Timeline;
import threadvsloop.loadgen.record.Times;
import threadvsloop.loadgen.schedule.Window;

/// What the coordinating thread does in the measurement, done before there is load and read by nobody: it adds up some
/// minutes of made-up seconds, and reads what it reads at an edge. This runs once a second at most, and to load and
/// compile its code in the measurement takes the loops' CPU for milliseconds.
final class Rehearsal {
    private static final int SECONDS = 150;
    private static final int REQUESTS = 3_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Rehearsal() {}

    /// Takes about half a second when it is first called, and later nothing. Any thread.
    static void once() {
        if (DONE.getAndSet(true)) {
            return;
        }
        TallyExchange exchange = new TallyExchange(KindCount.ONE);
        Timeline timeline = new Timeline(List.of(exchange), 0);
        timeline.adopt(new Window(0, 0, SECONDS * SECOND_NS, SECONDS * SECOND_NS));
        SplittableRandom random = new SplittableRandom(1);
        for (int second = 0; second < SECONDS; second++) {
            Tally tally = exchange.take();
            tally.startNs = second * SECOND_NS;
            tally.endNs = tally.startNs + SECOND_NS;
            fill(tally, random);
            exchange.handOver(tally);
            timeline.collect(_ -> {});
        }
        SchedulerReading.now(List.of(SchedulerReading.ofThisThread()));
    }

    /// Times from 1 µs to 10 ms, as many in each decade.
    private static void fill(Tally tally, SplittableRandom random) {
        for (int i = 0; i < REQUESTS; i++) {
            long ns = (long) (1e3 * Math.pow(10, 4 * random.nextDouble()));
            Times.record(tally.kinds[0].response, ns);
            Times.record(tally.kinds[0].service, ns);
            Times.record(tally.sendLag, ns);
        }
    }
}

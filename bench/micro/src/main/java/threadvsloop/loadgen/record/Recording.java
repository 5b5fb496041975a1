package threadvsloop.loadgen.record;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.Outcome;

/// What the load generator spends on the books of one request: that it started, was sent, was answered, and how long
/// all of that took. Time goes on by 2 ns each time, so that an interval ends every 500 million requests.
///
/// In the package of what it measures: see `ArrivalScheduling`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Recording {
    private static final int TIMES = 1024;
    private static final long LONG_NS = Long.MAX_VALUE / 4;

    private final Recorder recorder = new Recorder(new TallyExchange(KindCount.ONE));
    private final long[] tookNs = new long[TIMES];
    private long nowNs = LONG_NS / 4;
    private int next;

    public Recording() {
        Random random = new Random(1);
        Arrays.setAll(tookNs, _ -> Math.round(-1e6 * Math.log(1 - random.nextDouble())));
        recorder.begin(nowNs);
        recorder.adopt(new Window(nowNs, nowNs, LONG_NS, LONG_NS));
        nowNs += TIMES * 1_000_000L;
    }

    @Benchmark
    public void aRequest() {
        nowNs += 2;
        long intendedNs = nowNs - tookNs[next++ & (TIMES - 1)];
        recorder.started(0, intendedNs, nowNs);
        recorder.sent(0, intendedNs, nowNs, nowNs);
        recorder.received(0, 100);
        recorder.answered(0, Outcome.ANSWERED_2XX, intendedNs, intendedNs, nowNs, nowNs);
    }
}

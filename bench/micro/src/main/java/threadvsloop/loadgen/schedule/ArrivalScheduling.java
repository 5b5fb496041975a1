package threadvsloop.loadgen.schedule;

import java.util.List;
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
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;

/// What the load generator spends on working out when the next request starts, and of which of two kinds it is.
///
/// In the package of what it measures, which is package-private. That splits the package over two folders of one class
/// path, which is harmless there: the project has no modules, and no jar of it is sealed. The alternative, to open the
/// generator's inside to everybody, would outlast the benchmark.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ArrivalScheduling {
    private static final double PER_SECOND = 10_000;

    private final ArrivalSchedule poisson = schedule(Arrivals.POISSON);
    private final ArrivalSchedule constant = schedule(Arrivals.CONSTANT);
    private final MixDraw draw = MixDraw.of(
            new RequestMix(
                    List.of(RequestKind.of(RequestSpec.get("/a"), 99), RequestKind.of(RequestSpec.get("/b"), 1))),
            1,
            0);

    @Benchmark
    public long poisson() {
        return poisson.next();
    }

    @Benchmark
    public long constant() {
        return constant.next();
    }

    @Benchmark
    public int kindOfRequest() {
        return draw.next();
    }

    private static ArrivalSchedule schedule(Arrivals arrivals) {
        return ArrivalSchedule.of(new LoadShape.Open(arrivals, PER_SECOND), 1, 0, 1);
    }
}

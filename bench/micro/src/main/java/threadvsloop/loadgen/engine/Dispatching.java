package threadvsloop.loadgen.engine;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import threadvsloop.loadgen.http.LastHead;
import threadvsloop.loadgen.http.ResponseParser;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.loadgen.schedule.IntendedStarts;
import threadvsloop.model.load.Address;

/// What the load generator spends on giving a request its connection: the free one that has waited longest, taken and
/// put back; and, where there is none, a place in the queue of intended starts. What it costs to write and to read
/// comes on top and is the kernel's.
///
/// In the package of what it measures: see `ArrivalScheduling`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Dispatching {
    @Param({"64", "10000"})
    private int connections;

    private final ConnectionQueue free = new ConnectionQueue();
    private final IntendedStarts waiting = new IntendedStarts();
    private long nowNs;

    @Setup
    public void fill() {
        LastHead last = new LastHead();
        for (int i = 0; i < connections; i++) {
            free.add(connection(last));
            waiting.add(0, nowNs++);
        }
    }

    @Benchmark
    public @Nullable Object aFreeConnection() {
        Connection connection = free.poll();
        if (connection != null) {
            free.add(connection);
        }
        return connection;
    }

    @Benchmark
    public long aPlaceInTheQueue() {
        waiting.add(0, nowNs++);
        return waiting.poll();
    }

    @SuppressWarnings("NullAway") // A queue looks at a connection's links, and at nothing else.
    private static Connection connection(LastHead last) {
        TargetAddress to = new TargetAddress(new Address("nowhere", 1), new InetSocketAddress(0), "");
        Route nowhere = new Route(to, null, new Wire[0], false);
        return new Connection(new ResponseParser(false, last), null, nowhere);
    }
}

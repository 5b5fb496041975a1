package threadvsloop.micro;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to have a small task done by another thread: a new platform thread, a new virtual thread, or a thread
/// that waits in a pool. Each includes waiting for the task's end.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ThreadStart {

    private ExecutorService pool = Executors.newFixedThreadPool(1);
    private int done;

    @Setup
    public void startPool() throws ExecutionException, InterruptedException {
        pool.submit(this::task).get();
    }

    @TearDown
    public void stopPool() {
        pool.shutdownNow();
    }

    @Benchmark
    public int platform() throws InterruptedException {
        Thread.ofPlatform().start(this::task).join();
        return done;
    }

    @Benchmark
    public int virtual() throws InterruptedException {
        Thread.ofVirtual().start(this::task).join();
        return done;
    }

    @Benchmark
    public int pooled() throws ExecutionException, InterruptedException {
        pool.submit(this::task).get();
        return done;
    }

    private void task() {
        done++;
    }
}

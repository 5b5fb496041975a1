package threadvsloop.micro;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
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

/// What it costs to give a piece of work to somebody else and get the answer back: to another thread through a queue,
/// to
/// a loop that sleeps in its selector, or to the loop's own queue, where nobody has to be woken.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandOff {

    private static final Integer WORK = 1;

    private final SynchronousQueue<Integer> toPlatform = new SynchronousQueue<>();
    private final SynchronousQueue<Integer> toVirtual = new SynchronousQueue<>();
    private final Queue<Integer> toLoop = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Integer> own = new ArrayDeque<>();
    private final LinkedTransferQueue<Integer> answers = new LinkedTransferQueue<>();
    private final Selector selector;
    private final Thread platform = Thread.ofPlatform().daemon().unstarted(() -> echo(toPlatform));
    private final Thread virtual = Thread.ofVirtual().unstarted(() -> echo(toVirtual));
    private final Thread loop = Thread.ofPlatform().daemon().unstarted(this::loop);

    public HandOff() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("no selector", e);
        }
    }

    @Setup
    public void start() {
        platform.start();
        virtual.start();
        loop.start();
    }

    @TearDown
    public void stop() throws IOException {
        platform.interrupt();
        virtual.interrupt();
        loop.interrupt();
        selector.close();
    }

    @Benchmark
    public Integer toPlatformThread() throws InterruptedException {
        toPlatform.put(WORK);
        return answers.take();
    }

    @Benchmark
    public Integer toVirtualThread() throws InterruptedException {
        toVirtual.put(WORK);
        return answers.take();
    }

    @Benchmark
    public Integer toSelectorLoop() throws InterruptedException {
        toLoop.add(WORK);
        selector.wakeup();
        return answers.take();
    }

    @Benchmark
    public Integer toOwnQueue() {
        own.addLast(WORK);
        return Objects.requireNonNull(own.pollFirst());
    }

    private void echo(SynchronousQueue<Integer> work) {
        try {
            while (true) {
                answers.put(work.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the benchmark
        }
    }

    private void loop() {
        try {
            while (selector.isOpen() && !Thread.currentThread().isInterrupted()) {
                selector.select();
                for (Integer work = toLoop.poll(); work != null; work = toLoop.poll()) {
                    answers.put(work);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the loop's selector failed", e);
        }
    }
}

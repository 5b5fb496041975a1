package threadvsloop.upstream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import threadvsloop.endpoints.AsyncRuntime;
import threadvsloop.endpoints.server.LagHistogram;
import threadvsloop.eventloop.EventLoop;

/// The runtime of one loop, whose waits take a random time, and are measured. Written on its loop, read from any.
final class DelayingRuntime implements AsyncRuntime {
    private final EventLoop loop;
    private final Delay delay;
    private final RandomGenerator random;
    private final LagHistogram lateness = new LagHistogram();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger maxWaiting = new AtomicInteger();

    DelayingRuntime(EventLoop loop, Delay delay, long seed) {
        this.loop = loop;
        this.delay = delay;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Override
    public void sleep(long ns, Runnable then) {
        long delayNs = Math.round(ns * delay.factor(random));
        long dueNs = System.nanoTime() + delayNs;
        waiting.setOpaque(waiting.getPlain() + 1);
        maxWaiting.setOpaque(Math.max(maxWaiting.getPlain(), waiting.getPlain()));
        loop.sleep(delayNs, () -> {
            lateness.record(System.nanoTime() - dueNs);
            waiting.setOpaque(waiting.getPlain() - 1);
            then.run();
        });
    }

    @Override
    public void offload(Runnable work, Runnable then) {
        loop.offload(work, then);
    }

    /// Has the numbers start anew, soon. Any thread.
    void requestReset() {
        loop.execute(() -> {
            lateness.reset();
            maxWaiting.setOpaque(waiting.getPlain());
        });
    }

    LagHistogram lateness() {
        return lateness;
    }

    int waiting() {
        return waiting.getOpaque();
    }

    int maxWaiting() {
        return maxWaiting.getOpaque();
    }
}

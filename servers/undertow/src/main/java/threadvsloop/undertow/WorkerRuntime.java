package threadvsloop.undertow;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import threadvsloop.endpoints.BlockingRuntime;

/// How workers wait. There is nothing to send before: Undertow sends each answer before it begins with the next
/// request.
record WorkerRuntime(ExecutorService offloadPool) implements BlockingRuntime {

    @Override
    public void sleep(long ns) throws InterruptedException {
        long dueNs = System.nanoTime() + ns;
        for (long leftNs = ns; leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(leftNs);
        }
    }

    @Override
    public void offload(Runnable work) throws InterruptedException {
        try {
            offloadPool.submit(work).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("offloaded work failed", e);
        }
    }
}

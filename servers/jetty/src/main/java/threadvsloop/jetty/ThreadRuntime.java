package threadvsloop.jetty;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import threadvsloop.endpoints.BlockingRuntime;

/// Waiting on the thread that serves the request, of whichever kind it is. Stateless: any number of threads.
record ThreadRuntime(ExecutorService workers) implements BlockingRuntime {

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
            workers.submit(work).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("offloaded work failed", e);
        }
    }
}

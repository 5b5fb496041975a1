package threadvsloop.endpoints.backends;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// How blocking code does several things at once: one thread for each, of the server's own kind. Any thread.
public final class FanOut {
    private final ExecutorService threads;

    private FanOut(ExecutorService threads) {
        this.threads = threads;
    }

    /// Platform threads, started when needed, used again, and ended after a minute without work. They are none of the
    /// server's pool, whose threads wait for them: a full pool that waited for itself would never go on.
    public static FanOut platform() {
        return new FanOut(Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("fan-out-", 0).factory()));
    }

    /// A new virtual thread for each thing to do.
    public static FanOut virtual() {
        return new FanOut(Executors.newVirtualThreadPerTaskExecutor());
    }

    /// Does it `times` times at once, one of them on the calling thread, and waits for all. Results are in no order.
    ///
    /// @throws BackendException as the first that failed; the others are not waited for
    public <T> List<T> atOnce(int times, Callable<T> work) throws BackendException, InterruptedException {
        List<Future<T>> others = new ArrayList<>(times);
        for (int i = 1; i < times; i++) {
            others.add(threads.submit(work));
        }
        List<T> results = new ArrayList<>(times);
        try {
            results.add(work.call());
            for (Future<T> other : others) {
                results.add(other.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (BackendException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("work at once failed", e);
        }
    }

    private static BackendException rethrown(@Nullable Throwable cause) {
        if (cause instanceof BackendException backend) {
            return backend;
        }
        throw new IllegalStateException("work at once failed", cause);
    }
}

package threadvsloop.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs several clients at once.
final class Together {

    private Together() {}

    /// Runs all of them, each in a thread of its own; returns their results in order, or fails as the first that did.
    static <T> List<T> run(List<Callable<T>> clients) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(clients)) results.add(result.get());
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) throw failed;
            throw e;
        }
    }
}

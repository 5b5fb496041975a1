package threadvsloop.jetty;

import java.util.concurrent.Executors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.PoolSize;

/// Which threads serve the requests. Either way a few platform threads of Jetty's pool accept connections and select
/// those that are ready.
sealed interface Threads {

    /// Fewer would not do: some are lent to the acceptor and the selectors for good, some are kept in reserve.
    int MIN_POOL = 8;

    /// Enough for idle threads, which are woken to end, and for those that are interrupted.
    long STOP_TIMEOUT_MS = 500;

    /// Jetty's pool of platform threads. Requests beyond its size wait for a thread; connections do not.
    ///
    /// @param size how many threads at most, those that accept and select included
    record Pool(int size) implements Threads {}

    /// A virtual thread for each request, without a bound.
    record Virtual() implements Threads {}

    /// Reads `virtual` or `pool:200`.
    ///
    /// @throws IllegalArgumentException for anything else
    static Threads parse(String text) {
        return text.equals("virtual") ? new Virtual() : new Pool(PoolSize.parse(text, MIN_POOL));
    }

    /// What does several things at once for one request.
    default FanOut fanOut() {
        return this instanceof Virtual ? FanOut.virtual() : FanOut.platform();
    }

    /// A pool for one server, which starts and stops it.
    default QueuedThreadPool pool() {
        QueuedThreadPool pool = switch (this) {
            case Pool it -> new QueuedThreadPool(it.size());
            case Virtual _ -> {
                QueuedThreadPool platform = new QueuedThreadPool();
                platform.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
                yield platform;
            }
        };
        pool.setDaemon(true);
        pool.setStopTimeout(STOP_TIMEOUT_MS);
        return pool;
    }
}

package threadvsloop.endpoints.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The workers that blocking calls are handed to: platform threads, a fixed number, started as they are first needed,
/// with an unbounded queue in order of arrival.
public final class OffloadPool {
    private OffloadPool() {}

    /// Daemon threads, so that a call that still blocks does not keep the process.
    public static ExecutorService start(int threads) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("offload-", 0).factory());
    }
}

package threadvsloop.blocking;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.options.PoolSize;

/// Which threads serve the connections.
sealed interface Threads {

    /// Enough for a thousand frames of `/deep` in the interpreter, whose frames are the largest, and what the JVM keeps
    /// free below them. A stack takes real memory only as far as it was once used; the rest is address space.
    long STACK_BYTES = 384 * 1024;

    /// A platform thread for each connection, however many there are.
    record Platform() implements Threads {}

    /// A virtual thread for each connection.
    record Virtual() implements Threads {}

    /// A fixed number of platform threads, each of which serves one connection until that closes. Connections beyond
    /// that number are accepted and wait for a thread, in order: so servers did before they had selectors (Tomcat's
    /// first connector, Apache's worker model), and clients that keep connections open starve others.
    ///
    /// @param size how many threads
    record Pool(int size) implements Threads {}

    /// A new platform thread for each request: it waits for the request, answers it, starts the thread for the
    /// connection's next one, and ends.
    record Spawn() implements Threads {}

    /// Reads `platform`, `virtual`, `pool:200` or `spawn`.
    ///
    /// @throws IllegalArgumentException for anything else
    static Threads parse(String text) {
        return switch (text) {
            case "platform" -> new Platform();
            case "virtual" -> new Virtual();
            case "spawn" -> new Spawn();
            default -> new Pool(PoolSize.parse(text, 1));
        };
    }

    /// What does several things at once for one request.
    default FanOut fanOut() {
        return this instanceof Virtual ? FanOut.virtual() : FanOut.platform();
    }

    /// What runs each task on such a thread. Without a thread to be had, it throws [OutOfMemoryError].
    default Executor executor() {
        ThreadFactory platform = Thread.ofPlatform()
                .daemon()
                .stackSize(STACK_BYTES)
                .name("serving-", 0)
                .factory();
        return switch (this) {
            case Platform _, Spawn _ -> task -> platform.newThread(task).start();
            case Virtual _ -> task -> Thread.ofVirtual().start(task);
            case Pool pool -> Executors.newFixedThreadPool(pool.size(), platform);
        };
    }
}

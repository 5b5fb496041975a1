package threadvsloop.endpoints.server;

import java.util.concurrent.atomic.AtomicInteger;

/// A number of things that come and go, and the most there were at once. Exact, from any thread.
public final class Gauge {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger max = new AtomicInteger();

    /// One more.
    public void up() {
        int count = now.incrementAndGet();
        // Read first: the maximum is rarely beaten, and a write would claim its cache line every time.
        if (count > max.get()) {
            max.accumulateAndGet(count, Math::max);
        }
    }

    /// One less.
    public void down() {
        now.decrementAndGet();
    }

    public int now() {
        return now.get();
    }

    /// Both numbers.
    public Stats.Level level() {
        return new Stats.Level(now.get(), max.get());
    }
}

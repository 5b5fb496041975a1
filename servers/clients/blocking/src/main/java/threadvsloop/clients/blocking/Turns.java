package threadvsloop.clients.blocking;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Lets so many threads through at once, and the others wait in order. Counts who had to wait. Any thread.
final class Turns {
    private final Semaphore free;
    private final LongAdder waited = new LongAdder();

    Turns(int atOnce) {
        free = new Semaphore(atOnce, true);
    }

    void take() throws InterruptedException {
        // The attempt alone would pass those who wait: a fair semaphore is fair only to those who queue.
        if (free.hasQueuedThreads() || !free.tryAcquire()) {
            waited.increment();
            free.acquire();
        }
    }

    void giveBack() {
        free.release();
    }

    long waited() {
        return waited.sum();
    }
}

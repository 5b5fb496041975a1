package threadvsloop.endpoints;

import java.util.concurrent.TimeUnit;

/// A call that keeps its thread for a time, as a driver without an async interface would.
///
/// @param ns no less than this
record BlockingCall(long ns) implements Runnable {

    /// Ends early only when the thread is interrupted, and leaves it so.
    @Override
    public void run() {
        try {
            sleepFully(ns);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sleeps until the monotonic clock has advanced by `ns`, however early a single sleep returns.
    static void sleepFully(long ns) throws InterruptedException {
        long dueNs = System.nanoTime() + ns;
        for (long leftNs = ns; leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(leftNs);
        }
    }
}

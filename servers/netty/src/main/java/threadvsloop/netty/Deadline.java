package threadvsloop.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A moment at which something is done, unless it is put off or called off before. For one loop.
///
/// Putting it off is cheap: the loop's timer stays as it is, and only when it fires is it set anew. So a deadline that
/// is
/// put off with every request costs two writes each time, and a timer now and then.
final class Deadline implements Runnable {
    private final EventLoop loop;
    private final Runnable expired;
    private boolean set;
    private long dueNs;

    /// Null when no timer runs; otherwise it fires at or before `dueNs`.
    private @Nullable ScheduledFuture<?> timer;

    private long timerDueNs;

    /// @param expired run on the loop when the deadline has passed; it is then no longer set
    Deadline(EventLoop loop, Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    void set(Duration ahead) {
        set = true;
        dueNs = System.nanoTime() + ahead.toNanos();
        if (timer != null && timerDueNs - dueNs > 0) {
            stopTimer();
        }
        if (timer == null) {
            startTimer();
        }
    }

    void clear() {
        set = false;
    }

    /// Called off for good: no timer refers to the owner any more.
    void cancel() {
        set = false;
        stopTimer();
    }

    @Override
    public void run() {
        timer = null;
        if (!set) {
            return;
        }
        if (System.nanoTime() - dueNs < 0) {
            startTimer();
        } else {
            set = false;
            ServerLoop.run(expired);
        }
    }

    private void startTimer() {
        timerDueNs = dueNs;
        timer = loop.schedule(this, dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}

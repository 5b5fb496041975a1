package threadvsloop.eventloop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import threadvsloop.endpoints.server.LagHistogram;

/// One loop's numbers. Its own thread alone writes them, so that no write needs a locked instruction; any thread may
/// read them, somewhat late.
final class LoopCounters {
    final LagHistogram lag = new LagHistogram();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger maxInFlight = new AtomicInteger();

    void requestBegins() {
        requests.setOpaque(requests.getPlain() + 1);
        int now = inFlight.getPlain() + 1;
        inFlight.setOpaque(now);
        if (now > maxInFlight.getPlain()) {
            maxInFlight.setOpaque(now);
        }
    }

    void requestEnds() {
        inFlight.setOpaque(inFlight.getPlain() - 1);
    }

    void disconnected() {
        disconnects.setOpaque(disconnects.getPlain() + 1);
    }

    /// One call that wrote to a client's socket, however much of it the socket took.
    void wrote() {
        writes.setOpaque(writes.getPlain() + 1);
    }

    long writes() {
        return writes.getOpaque();
    }

    long requests() {
        return requests.getOpaque();
    }

    long disconnects() {
        return disconnects.getOpaque();
    }

    int inFlight() {
        return inFlight.getOpaque();
    }

    int maxInFlight() {
        return maxInFlight.getOpaque();
    }
}

package threadvsloop.endpoints.server;

import java.util.concurrent.atomic.LongAdder;

/// The numbers behind [Stats] for servers whose requests run on many threads.
public final class Counters {
    public final LongAdder requests = new LongAdder();
    public final LongAdder disconnects = new LongAdder();
    public final Gauge inFlight = new Gauge();
    public final Gauge connections = new Gauge();

    /// As they are now.
    public Stats snapshot() {
        return new Stats(requests.sum(), disconnects.sum(), inFlight.level(), connections.level(), null);
    }
}

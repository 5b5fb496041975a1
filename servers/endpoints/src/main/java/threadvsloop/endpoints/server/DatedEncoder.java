package threadvsloop.endpoints.server;

import java.time.Clock;
import java.time.Instant;
import threadvsloop.http.ResponseEncoder;

/// The encoder of the present second: the codec has no clock, so it is renewed here. Any thread.
public final class DatedEncoder {
    private static final long SECOND_NS = 1_000_000_000;

    private record Dated(ResponseEncoder encoder, long untilNs) {}

    private final Clock clock;
    private volatile Dated dated;

    /// @param server the value of the `Server` header field
    /// @param clock the time of day
    /// @param nowNs the monotonic clock's reading, as in [#at]
    public DatedEncoder(String server, Clock clock, long nowNs) {
        this.clock = clock;
        this.dated = date(new ResponseEncoder(server, 0), nowNs);
    }

    /// An encoder whose `Date` is right at `nowNs` on the monotonic clock ([System#nanoTime()]).
    public ResponseEncoder at(long nowNs) {
        Dated current = dated;
        if (nowNs - current.untilNs >= 0) {
            // Threads that meet here at once renew it twice, to the same effect.
            current = date(current.encoder, nowNs);
            dated = current;
        }
        return current.encoder;
    }

    private Dated date(ResponseEncoder encoder, long nowNs) {
        Instant time = clock.instant();
        return new Dated(encoder.at(time.getEpochSecond()), nowNs + SECOND_NS - time.getNano());
    }
}

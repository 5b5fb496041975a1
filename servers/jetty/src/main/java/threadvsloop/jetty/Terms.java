package threadvsloop.jetty;

import java.time.Clock;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.endpoints.server.DatedEncoder;

/// What all connections of one server have in common.
///
/// @param encoders for answers that are given before Jetty knows of a request
record Terms(Counters counters, DatedEncoder encoders, Timeouts timeouts) {

    static Terms of(String contestant, Timeouts timeouts) {
        DatedEncoder encoders = new DatedEncoder(contestant, Clock.systemUTC(), System.nanoTime());
        return new Terms(new Counters(), encoders, timeouts);
    }
}

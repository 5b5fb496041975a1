package threadvsloop.eventloop;

import java.util.function.Supplier;
import threadvsloop.endpoints.server.Stats;

/// What a server of event loops does with requests.
public interface Application {

    /// The handler of one loop. Called once for each, before the loop runs.
    ///
    /// @param stats those of the whole server, from any thread
    Handler on(EventLoop loop, Supplier<Stats> stats);
}

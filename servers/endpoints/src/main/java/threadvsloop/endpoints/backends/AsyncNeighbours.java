package threadvsloop.endpoints.backends;

import java.util.concurrent.Executor;

/// What async endpoints call beyond their own process, of one loop.
public record AsyncNeighbours(AsyncUpstream upstream, AsyncDatabase database) {

    /// For a server that was given none.
    ///
    /// @param afterwards runs a task on the loop, later than the call that handed it over
    public static AsyncNeighbours none(Executor afterwards) {
        return new AsyncNeighbours(AsyncUpstream.none(afterwards), AsyncDatabase.none(afterwards));
    }
}

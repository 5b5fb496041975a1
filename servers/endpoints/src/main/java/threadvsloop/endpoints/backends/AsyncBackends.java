package threadvsloop.endpoints.backends;

import java.util.concurrent.Executor;

/// What async endpoints call beyond their own process, of one loop.
public record AsyncBackends(AsyncUpstream upstream, AsyncDatabase database) {

    /// For a server that was given none.
    ///
    /// @param afterwards runs a task on the loop, later than the call that handed it over
    public static AsyncBackends none(Executor afterwards) {
        return new AsyncBackends(AsyncUpstream.none(afterwards), AsyncDatabase.none(afterwards));
    }
}

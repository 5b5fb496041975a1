package threadvsloop.endpoints.backends;

/// What blocking endpoints call beyond their own process, and how they call several times at once.
public record BlockingBackends(BlockingUpstream upstream, BlockingDatabase database, FanOut fanOut) {}

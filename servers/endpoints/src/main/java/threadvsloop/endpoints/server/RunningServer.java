package threadvsloop.endpoints.server;

import java.time.Duration;

/// A server that accepts connections.
public interface RunningServer {

    /// The port that it listens on.
    int port();

    /// Stops accepting, closes idle connections, lets requests in flight finish for at most `grace`, and returns when
    /// all connections are closed. Any thread; only the first call has an effect.
    void stop(Duration grace);
}

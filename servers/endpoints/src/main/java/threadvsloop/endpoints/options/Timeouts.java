package threadvsloop.endpoints.options;

import java.time.Duration;

/// How long a server waits for a client.
///
/// @param request for complete headers, from their first byte; for more of a body, from the last that came
/// @param idle for the next request; zero for ever
/// @param linger after an error, for the client to stop sending and read it, before the connection is cut
public record Timeouts(Duration request, Duration idle, Duration linger) {

    /// As the contract has it.
    public static Timeouts withIdle(Duration idle) {
        return new Timeouts(Duration.ofSeconds(10), idle, Duration.ofSeconds(1));
    }
}

package threadvsloop.endpoints.backends;

import java.time.Duration;

/// What the upstream answered.
///
/// @param body decoded as ISO 8859-1, so that a character is a byte
public record UpstreamAnswer(int status, String body) {

    /// How long any server waits for the next byte of one: longer than the longest wait that can be asked.
    public static final Duration TIMEOUT = Duration.ofSeconds(70);
}

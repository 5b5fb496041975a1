package threadvsloop.endpoints;

/// What the upstream answered.
///
/// @param body decoded as ISO 8859-1, so that a character is a byte
public record UpstreamAnswer(int status, String body) {}

package threadvsloop.http;

import java.nio.ByteBuffer;

/// What an endpoint sees of a request, whichever server received it.
///
/// Valid until the request is answered, and used by one thread at a time. Nothing here may be kept longer: the bytes
/// behind it are read into again.
public interface Request {

    Method method();

    /// The path of the target as it was sent: without scheme and authority, without query, not percent-decoded.
    CharSequence path();

    /// What follows the first `?` of the target; empty without one.
    CharSequence query();

    /// The body, decoded if it was chunked, from position to limit of a buffer that is the caller's to move.
    ByteBuffer body();
}

package threadvsloop.http;

/// A request that cannot be answered as asked. The connection closes after the error, because where the next request
/// starts is no longer known.
///
/// @param reason one line for the client
public record Malformed(Status status, String reason) implements Parsed {

    static Malformed badRequest(String reason) {
        return new Malformed(Status.BAD_REQUEST, reason);
    }

    /// The answer to send before closing.
    public Response response() {
        return Response.error(status, reason);
    }
}

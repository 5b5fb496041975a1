package threadvsloop.http;

/// What [RequestParser#parse] found: a request, an error, or that it needs something first.
public sealed interface Parsed permits Parsed.Unfinished, ParsedRequest, Malformed {

    /// The request is not complete.
    enum Unfinished implements Parsed {
        /// All input is consumed; parse again when there is more.
        NEED_MORE,
        /// The client waits for `100 Continue`: send [ResponseEncoder#CONTINUE], then parse again.
        NEED_CONTINUE
    }
}

package threadvsloop.endpoints.backends;

/// A backend (the upstream, the database) did not do what it was asked: the request is answered 502.
public final class BackendException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason one line for the client, the same from every contestant; details belong into the cause
    public BackendException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /// Without a cause: what was asked for is not there.
    public BackendException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// The upstream refused, broke off, was silent for too long or spoke no HTTP.
    public static BackendException ofUpstream(Throwable cause) {
        return new BackendException("the upstream does not answer", cause);
    }

    /// The database refused, broke off or answered with an error.
    public static BackendException ofDatabase(Throwable cause) {
        return new BackendException("the database does not answer", cause);
    }

    static BackendException noUpstream() {
        return new BackendException("there is no upstream: start the server with --upstream host:port");
    }

    static BackendException noDatabase() {
        return new BackendException("there is no database: start the server with --database url");
    }

    /// One line for the client.
    public String reason() {
        return reason;
    }
}

package threadvsloop.endpoints.backends;

/// A neighbour (the upstream, the database) did not do what it was asked: the request is answered 502.
public final class NeighbourException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason one line for the client, the same from every contestant; details belong into the cause
    public NeighbourException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /// Without a cause: what was asked for is not there.
    public NeighbourException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// The upstream refused, broke off, was silent for too long or spoke no HTTP.
    public static NeighbourException ofUpstream(Throwable cause) {
        return new NeighbourException("the upstream does not answer", cause);
    }

    /// The database refused, broke off or answered with an error.
    public static NeighbourException ofDatabase(Throwable cause) {
        return new NeighbourException("the database does not answer", cause);
    }

    static NeighbourException noUpstream() {
        return new NeighbourException("there is no upstream: start the server with --upstream host:port");
    }

    static NeighbourException noDatabase() {
        return new NeighbourException("there is no database: start the server with --database url");
    }

    /// One line for the client.
    public String reason() {
        return reason;
    }
}

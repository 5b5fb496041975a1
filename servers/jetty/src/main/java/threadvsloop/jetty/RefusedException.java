package threadvsloop.jetty;

import threadvsloop.http.Response;

/// A request whose body will not be read to its end.
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What the client is told.
    final transient Response answer;

    RefusedException(Response answer) {
        super(answer.status().name(), null, false, false);
        this.answer = answer;
    }
}

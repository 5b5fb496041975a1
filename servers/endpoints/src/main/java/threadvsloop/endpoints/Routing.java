package threadvsloop.endpoints;

import threadvsloop.http.Method;
import threadvsloop.http.Request;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Where a request leads: to an endpoint, or straight to an answer.
sealed interface Routing {

    Answered NO_SUCH_PATH = new Answered(Response.error(Status.NOT_FOUND, "no such path"));

    /// Of `OPTIONS *`, which asks about the server as a whole (RFC 9110 section 9.3.7).
    Answered SERVER_OPTIONS = new Answered(Response.options("GET, HEAD, POST"));

    /// @param first the value of the endpoint's first parameter; 0 without any
    /// @param second the value of its second; 0 without one
    /// @param parallel whether the query is `parallel`; false for endpoints without two parameters
    record Call(Endpoint endpoint, int first, int second, boolean parallel) implements Routing {

        /// A wait of `first` milliseconds.
        long waitNs() {
            return first * 1_000_000L;
        }

        /// A wait of `second` milliseconds.
        long secondWaitNs() {
            return second * 1_000_000L;
        }

        FileSize fileSize() {
            return FileSize.ALL.get(first);
        }
    }

    /// An answer that needs no endpoint, mostly an error.
    record Answered(Response response) implements Routing {}

    /// Routes by path, then method, then parameters: 404, 405, 400.
    static Routing of(Request request) {
        CharSequence path = request.path();
        for (Route route : Route.ALL) {
            if (route.matches(path)) {
                return route.routing(request);
            }
        }
        boolean asksTheServer = request.method() == Method.OPTIONS && CharSequence.compare("*", path) == 0;
        return asksTheServer ? SERVER_OPTIONS : NO_SUCH_PATH;
    }
}

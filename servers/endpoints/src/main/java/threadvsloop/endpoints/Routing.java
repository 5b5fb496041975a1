package threadvsloop.endpoints;

import threadvsloop.http.Request;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Where a request leads: to an endpoint, or straight to an error.
sealed interface Routing {

    Refused NO_SUCH_PATH = new Refused(Response.error(Status.NOT_FOUND, "no such path"));

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

    /// An error that needs no endpoint.
    record Refused(Response response) implements Routing {}

    /// Routes by path, then method, then parameters: 404, 405, 400.
    static Routing of(Request request) {
        CharSequence path = request.path();
        for (Route route : Route.ALL) {
            if (route.matches(path)) {
                return route.routing(request);
            }
        }
        return NO_SUCH_PATH;
    }
}

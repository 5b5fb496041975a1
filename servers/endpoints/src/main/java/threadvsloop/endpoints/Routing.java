package threadvsloop.endpoints;

import threadvsloop.http.Request;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Where a request leads: to an endpoint, or straight to an error.
sealed interface Routing {

    Refused NO_SUCH_PATH = new Refused(Response.error(Status.NOT_FOUND, "no such path"));

    /// @param number what followed the endpoint's path; 0 for an endpoint without a number
    record Call(Endpoint endpoint, int number) implements Routing {

        /// A wait of `number` milliseconds.
        long waitNs() {
            return number * 1_000_000L;
        }
    }

    /// An error that needs no endpoint.
    record Refused(Response response) implements Routing {}

    /// Routes by path, then method, then number: 404, 405, 400.
    static Routing of(Request request) {
        CharSequence path = request.path();
        for (Route route : Route.ALL) {
            if (route.matches(path)) {
                return route.routing(path, request.method());
            }
        }
        return NO_SUCH_PATH;
    }
}

package threadvsloop.endpoints;

import java.util.Arrays;
import threadvsloop.endpoints.Routing.Call;
import threadvsloop.endpoints.Routing.Refused;
import threadvsloop.http.Method;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// The way to one endpoint: compares paths with it, and holds all outcomes that are always the same, so that nothing is
/// allocated for a path without a number. No path becomes a String.
final class Route {
    static final Route[] ALL = Arrays.stream(Endpoint.values()).map(Route::new).toArray(Route[]::new);

    private static final int MAX_DIGITS = 9;

    private final Endpoint endpoint;
    private final Call withoutNumber;
    private final Refused wrongMethod;
    private final Refused badNumber;

    private Route(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.withoutNumber = new Call(endpoint, 0);
        this.wrongMethod = new Refused(Response.methodNotAllowed(endpoint.allowed.list));
        this.badNumber = new Refused(Response.error(
                Status.BAD_REQUEST,
                "the last step of the path must be a whole number from 0 to " + endpoint.maxNumber));
    }

    boolean matches(CharSequence path) {
        String expected = endpoint.path;
        int length = expected.length();
        if (endpoint.takesNumber() ? path.length() < length : path.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (path.charAt(i) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where a request with a matching path leads.
    Routing routing(CharSequence path, Method method) {
        if (!endpoint.allowed.allows(method)) {
            return wrongMethod;
        }
        if (!endpoint.takesNumber()) {
            return withoutNumber;
        }
        int number = number(path, endpoint.path.length());
        return number < 0 || number > endpoint.maxNumber ? badNumber : new Call(endpoint, number);
    }

    /// The number that the rest of the path spells in one to nine digits; -1 if it does not.
    private static int number(CharSequence path, int from) {
        int digits = path.length() - from;
        if (digits == 0 || digits > MAX_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + (c - '0');
        }
        return number;
    }
}

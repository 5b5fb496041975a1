package threadvsloop.endpoints;

import java.util.Arrays;
import java.util.List;
import threadvsloop.endpoints.Routing.Answered;
import threadvsloop.endpoints.Routing.Call;
import threadvsloop.http.Method;
import threadvsloop.http.Request;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// The way to one endpoint: compares paths with it, and holds all outcomes that are always the same, so that nothing is
/// allocated for a path without parameters. No path becomes a String.
final class Route {
    static final Route[] ALL = Arrays.stream(Endpoint.values()).map(Route::new).toArray(Route[]::new);

    private static final String PARALLEL = "parallel";

    private final Endpoint endpoint;
    private final Call withoutParameters;
    private final Answered wrongMethod;
    private final Answered badParameters;

    private Route(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.withoutParameters = new Call(endpoint, 0, 0, false);
        this.wrongMethod = new Answered(Response.methodNotAllowed(endpoint.allowed.list));
        this.badParameters = new Answered(Response.error(Status.BAD_REQUEST, explain(endpoint.parameters)));
    }

    boolean matches(CharSequence path) {
        String expected = endpoint.path;
        int length = expected.length();
        if (endpoint.parameters.isEmpty() ? path.length() != length : path.length() < length) {
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
    Routing routing(Request request) {
        Method method = request.method();
        if (!endpoint.allowed.allows(method)) {
            return wrongMethod;
        }
        return switch (endpoint.parameters.size()) {
            case 0 -> withoutParameters;
            case 1 -> withOne(request.path());
            default -> withTwo(request);
        };
    }

    private Routing withOne(CharSequence path) {
        int value = endpoint.parameters.getFirst().read(path, endpoint.path.length(), path.length());
        return value == Parameter.BAD ? badParameters : new Call(endpoint, value, 0, false);
    }

    private Routing withTwo(Request request) {
        CharSequence path = request.path();
        int from = endpoint.path.length();
        int slash = from;
        while (slash < path.length() && path.charAt(slash) != '/') {
            slash++;
        }
        if (slash == path.length()) {
            return badParameters;
        }
        int first = endpoint.parameters.getFirst().read(path, from, slash);
        int second = endpoint.parameters.getLast().read(path, slash + 1, path.length());
        if (first == Parameter.BAD || second == Parameter.BAD) {
            return badParameters;
        }
        return new Call(endpoint, first, second, CharSequence.compare(PARALLEL, request.query()) == 0);
    }

    private static String explain(List<Parameter> parameters) {
        return switch (parameters.size()) {
            case 0 -> "";
            case 1 ->
                "the last step of the path must be " + parameters.getFirst().form();
            default ->
                "the last steps of the path must be %s, and %s"
                        .formatted(
                                parameters.getFirst().form(),
                                parameters.getLast().form());
        };
    }
}

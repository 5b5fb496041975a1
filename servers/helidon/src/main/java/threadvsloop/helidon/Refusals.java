package threadvsloop.helidon;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Helidon's own errors in the contract's form: one line of text, and the connection closes. On the connection's
/// thread.
record Refusals(Header server) implements DirectHandler {

    static final Status HEADERS_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");

    /// Helidon 4.5 says that the version is all of the line and a slash, if it is not the one it speaks.
    private static final Pattern OTHER_VERSION = Pattern.compile("[^ ]+ [^ ]+ HTTP/\\d\\.\\d/");

    /// For all kinds of errors.
    static DirectHandlers handlers(Header server) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new Refusals(server));
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status byDefault,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Connection connection = Connection.current();
        boolean received = !connection.isReceiving();
        connection.refuse();
        Status status = received ? byDefault : statusOf(request, type, byDefault, message);
        return TransportResponse.builder()
                .status(status)
                .header(server)
                .header(HeaderValues.CONNECTION_CLOSE)
                .keepAlive(false)
                .entity(reason(type, status, message))
                .build();
    }

    private static String reason(EventType type, Status status, @Nullable String message) {
        if (message == null || message.isEmpty()) {
            return status.reasonPhrase();
        }
        return type == EventType.INTERNAL_ERROR || message.startsWith("Bad request") ? "cannot be parsed" : message;
    }

    /// Helidon answers nearly all that it cannot parse with 400, and where it throws what it did not foresee, with 500.
    private static Status statusOf(
            TransportRequest request, EventType type, Status byDefault, @Nullable String message) {
        if (type == EventType.INTERNAL_ERROR) {
            return Status.BAD_REQUEST_400;
        }
        if ("Header size exceeded".equals(message)) {
            return HEADERS_TOO_LARGE;
        }
        if ("Final Transfer-Encoding for requests must be chunked".equals(message)) {
            return Status.NOT_IMPLEMENTED_501;
        }
        return OTHER_VERSION.matcher(request.protocolVersion()).matches()
                ? Status.HTTP_VERSION_NOT_SUPPORTED_505
                : byDefault;
    }
}

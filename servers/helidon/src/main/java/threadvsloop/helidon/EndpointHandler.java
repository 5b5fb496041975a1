package threadvsloop.helidon;

import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.http.Limits;
import threadvsloop.http.Method;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// Answers every request with the blocking endpoints, on the connection's virtual thread.
final class EndpointHandler implements Handler {
    private static final Logger LOG = System.getLogger(EndpointHandler.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Response FAILED =
            Response.error(threadvsloop.http.Status.INTERNAL_SERVER_ERROR, "the server failed");

    private final HelidonServer server;
    private final BlockingEndpoints endpoints;
    private final Counters counters;
    private final ResponseSender sender;

    EndpointHandler(HelidonServer server, BlockingEndpoints endpoints, Counters counters, ResponseSender sender) {
        this.server = server;
        this.endpoints = endpoints;
        this.counters = counters;
        this.sender = sender;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        Connection connection = Connection.current();
        Request received = receive(request, connection);
        Response answer = answerTo(received);
        boolean last = server.isStopping() || answer.status() == threadvsloop.http.Status.INTERNAL_SERVER_ERROR;
        if (sender.send(answer, response, received.method() == Method.HEAD, last)) {
            connection.end();
        } else {
            connection.awaitNext();
        }
    }

    /// Reads the request whole.
    ///
    /// @throws RequestException if it is to be refused
    private static Request receive(ServerRequest request, Connection connection) throws IOException {
        check(request.headers());
        HttpPrologue prologue = request.prologue();
        Method method = Method.of(prologue.method().text());
        String path = HelidonRequest.path(method, prologue.uriPath().rawPath());
        if (path == null) {
            throw refusal(Status.BAD_REQUEST_400, "request target is neither a path nor an http URL");
        }
        ByteBuffer body = body(request, connection);
        connection.endRequest();
        return new HelidonRequest(method, path, prologue, body);
    }

    /// Helidon bounds the bytes of headers, not their number, and takes one without a name.
    private static void check(Headers headers) {
        int lines = 0;
        for (Header header : headers) {
            lines += header.valueCount();
            if (header.name().isEmpty()) {
                throw refusal(Status.BAD_REQUEST_400, "a header has no name");
            }
        }
        if (lines > Limits.HEADERS) {
            throw refusal(Refusals.HEADERS_TOO_LARGE, "more than " + Limits.HEADERS + " headers");
        }
    }

    private static ByteBuffer body(ServerRequest request, Connection connection) throws IOException {
        ReadableEntity content = request.content();
        if (!content.hasEntity()) {
            return NOTHING;
        }
        connection.beginBody();
        InputStream in = content.inputStream();
        long length = request.headers().contentLength().orElse(-1);
        try {
            return ByteBuffer.wrap(length < 0 ? in.readAllBytes() : in.readNBytes((int) length));
        } catch (NumberFormatException | IncorrectNewLineException e) {
            throw refusal(Status.BAD_REQUEST_400, "chunk size is not a number on a line of its own");
        }
    }

    private static RequestException refusal(Status status, String reason) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(status)
                .message(reason)
                .build();
    }

    private Response answerTo(Request request) throws IOException {
        counters.requests.increment();
        counters.inFlight.up();
        try {
            return endpoints.answer(request);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server ends", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            return FAILED;
        } finally {
            counters.inFlight.down();
        }
    }
}

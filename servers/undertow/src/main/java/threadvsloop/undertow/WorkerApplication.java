package threadvsloop.undertow;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// Answers in a worker, which waits. What the socket does not take of an answer at once, the connection's I/O thread
/// sends when it does, as is the way of Undertow's senders.
record WorkerApplication(BlockingEndpoints endpoints) implements Application {
    private static final Logger LOG = System.getLogger(WorkerApplication.class.getName());

    @Override
    public void answer(HttpServerExchange exchange, Wire wire, Request request) {
        exchange.dispatch(dispatched -> wire.send(dispatched, answerOf(request)));
    }

    private Response answerOf(Request request) throws IOException {
        try {
            return endpoints.answer(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Wire.FAILED;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            return Wire.FAILED;
        }
    }
}

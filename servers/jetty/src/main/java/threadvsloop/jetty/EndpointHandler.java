package threadvsloop.jetty;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Has the endpoints answer, on the thread that Jetty calls it on, which waits whenever there is something to wait for.
final class EndpointHandler extends Handler.Abstract {
    static final Response FAILED = Response.error(Status.INTERNAL_SERVER_ERROR, "the server failed");

    private static final Logger LOG = System.getLogger(EndpointHandler.class.getName());

    private final BlockingEndpoints endpoints;
    private final Counters counters;
    private final AnswerWriter writer;

    EndpointHandler(BlockingEndpoints endpoints, Counters counters, AnswerWriter writer) {
        this.endpoints = endpoints;
        this.counters = counters;
        this.writer = writer;
    }

    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        ByteBuffer body;
        try {
            body = RequestBody.readAll(request);
        } catch (RefusedException e) {
            writer.refuse(e.answer, request, response, callback);
            return true;
        } catch (IOException e) {
            counters.disconnects.increment();
            callback.failed(new Request.Handler.AbortException(e));
            return true;
        }
        answer(new Exchange(request, body, counters, callback), request, response);
        return true;
    }

    private void answer(Exchange exchange, Request request, org.eclipse.jetty.server.Response response) {
        try {
            writer.write(endpoints.answer(exchange), exchange.method(), response, exchange);
        } catch (IOException e) {
            exchange.failed(new Request.Handler.AbortException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.failed(new Request.Handler.AbortException(e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            writer.refuse(FAILED, request, response, exchange);
        }
    }
}

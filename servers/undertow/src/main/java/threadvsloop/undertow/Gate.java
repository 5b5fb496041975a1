package threadvsloop.undertow;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import threadvsloop.http.Response;

/// The root handler. It refuses what the contract refuses, reads the body whatever the endpoint makes of it, and hands
/// the request to the application; all in the connection's I/O thread.
final class Gate implements HttpHandler {
    private static final Logger LOG = System.getLogger(Gate.class.getName());
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    private final Application application;

    Gate(Application application) {
        this.application = application;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.isInIoThread()) {
            // Undertow goes on with pipelined requests in the thread that answered the last one.
            exchange.dispatch(exchange.getIoThread(), this);
            return;
        }
        Wire wire = Wire.of(exchange);
        Response refusal = Framing.refusal(exchange, wire.begin(exchange));
        if (refusal != null) {
            wire.refuse(refusal);
        } else if (exchange.isRequestComplete()) {
            answer(exchange, wire, NO_BODY);
        } else if (HttpContinue.requiresContinueResponse(exchange)) {
            HttpContinue.sendContinueResponse(exchange, new BodyWhenContinued(wire));
        } else {
            read(exchange, wire);
        }
        if (!exchange.isResponseStarted() && !exchange.isDispatched() && !wire.isReading()) {
            // Undertow would end the exchange when this returns, unless there is something to run then.
            exchange.dispatch(SameThreadExecutor.INSTANCE, Gate::doNothing);
        }
    }

    private static void doNothing() {
        // The answer comes later, or is a refusal, which Undertow has no part in.
    }

    private void read(HttpServerExchange exchange, Wire wire) {
        new BodyReader(exchange, wire, body -> answer(exchange, wire, body)).start();
    }

    private void answer(HttpServerExchange exchange, Wire wire, ByteBuffer body) {
        if (Framing.asksToClose(exchange.getRequestHeaders())) {
            exchange.setPersistent(false);
        }
        wire.received(exchange);
        try {
            application.answer(exchange, wire, new ExchangeRequest(exchange, body));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            wire.send(exchange, Wire.FAILED);
        }
    }

    /// Reads the body once `100 Continue` is sent: mostly at once, and otherwise from a worker.
    private final class BodyWhenContinued implements IoCallback {
        private final Wire wire;

        BodyWhenContinued(Wire wire) {
            this.wire = wire;
        }

        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            if (exchange.isInIoThread()) {
                read(exchange, wire);
            } else {
                exchange.dispatch(exchange.getIoThread(), () -> read(exchange, wire));
            }
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException e) {
            LOG.log(Level.DEBUG, "connection lost", e);
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}

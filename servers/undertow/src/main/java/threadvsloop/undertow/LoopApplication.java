package threadvsloop.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import threadvsloop.endpoints.AsyncEndpoints;
import threadvsloop.http.Request;

/// Answers in the I/O thread of the connection, where nothing waits.
///
/// @param endpoints by the number of the I/O thread
record LoopApplication(List<AsyncEndpoints> endpoints) implements Application {

    @Override
    public void answer(HttpServerExchange exchange, Wire wire, Request request) {
        endpoints.get(exchange.getIoThread().getNumber()).answer(request, response -> wire.send(exchange, response));
    }
}

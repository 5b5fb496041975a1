package threadvsloop.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.function.Supplier;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.Request;

/// What is done with requests.
interface Application {

    /// Answers a request by [Wire#send], at once or later. Called in the connection's I/O thread.
    ///
    /// @param request valid until it is answered
    void answer(HttpServerExchange exchange, Wire wire, Request request);

    /// How a server comes by its application.
    interface Factory {

        /// Called once, before the server accepts connections.
        ///
        /// @param loops one for each I/O thread, by the thread's number
        /// @param stats those of the whole server, from any thread
        Application over(List<IoLoop> loops, Supplier<Stats> stats);
    }
}

package threadvsloop.undertow;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;
import threadvsloop.http.Limits;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// One client's connection, between the socket and Undertow, which parses, answers and keeps it:
///
/// ```
///               head complete (begin)
///        HEAD ───────────────────────► REQUEST ───── answered for the last time ──► LAST
///         │ ▲                           │ │
///         │ └──────── answered ─────────┘ │
///         └── unparsable, late ──┬────────┘ bad framing, body late or too long
///                                ▼
///                             REFUSED (the connection is [Refusal]'s, and Undertow gets nothing through)
/// ```
///
/// In the connection's I/O thread, but for [#send], and what follows from it, which a worker may do.
final class Wire implements ExchangeCompletionListener {
    static final Response FAILED = Response.error(Status.INTERNAL_SERVER_ERROR, "the server failed");

    /// What Undertow may take in before it refuses: whatever the contract allows.
    static final int MAX_HEAD_BYTES = Limits.REQUEST_LINE_BYTES + Limits.HEADER_BLOCK_BYTES + "\r\n".length();

    private static final Response TOO_LATE =
            Response.error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");
    private static final Response UNPARSABLE =
            Response.error(Status.BAD_REQUEST, "the request cannot be understood as HTTP/1.1");
    private static final Response HEAD_TOO_LONG = Response.error(
            Status.HEADERS_TOO_LARGE, "request line and headers together exceed " + MAX_HEAD_BYTES + " bytes");

    private enum Phase {
        HEAD,
        REQUEST,
        LAST,
        REFUSED
    }

    private final UndertowServer server;
    private final IoLoop loop;
    private final StreamConnection connection;
    private final StreamSourceConduit socketIn;
    private final StreamSinkConduit socketOut;

    private volatile Phase phase = Phase.HEAD;

    /// Read from the socket since the end of the last head or body.
    private int unparsedBytes;

    private boolean readingBody;
    private boolean inFlight;

    /// Whether an answer could not be sent.
    private volatile boolean lost;

    private XnioExecutor.@Nullable Key deadline;
    private long dueNs;

    private Wire(UndertowServer server, IoLoop loop, StreamConnection connection) {
        this.server = server;
        this.loop = loop;
        this.connection = connection;
        this.socketIn = connection.getSourceChannel().getConduit();
        this.socketOut = connection.getSinkChannel().getConduit();
    }

    /// Puts itself between a new connection and whoever reads and writes it from now on.
    static Wire tap(UndertowServer server, IoLoop loop, StreamConnection connection) {
        Wire wire = new Wire(server, loop, connection);
        connection.getSourceChannel().setConduit(new WireSource(wire.socketIn, wire));
        connection.getSinkChannel().setConduit(new WireSink(wire.socketOut, wire));
        connection.setCloseListener(_ -> wire.closed());
        return wire;
    }

    static Wire of(HttpServerExchange exchange) {
        AbstractServerConnection connection = (AbstractServerConnection) exchange.getConnection();
        return ((WireSource) connection.getOriginalSourceConduit()).wire;
    }

    boolean isRefused() {
        return phase == Phase.REFUSED;
    }

    /// Undertow has read so many bytes: none if there are none yet, -1 at the end.
    void hasRead(int bytes) {
        if (bytes > 0) {
            unparsedBytes += bytes;
        } else if (bytes == 0 && phase == Phase.HEAD && unparsedBytes > 0 && deadline == null) {
            // Heads that arrive at once, as most do, cost no timer.
            setDeadline();
        }
    }

    /// Whether what Undertow is about to write is an answer of the application's.
    boolean letsUndertowWrite() {
        return switch (phase) {
            case REQUEST, LAST -> true;
            case HEAD -> {
                refuse(unparsedBytes > MAX_HEAD_BYTES ? HEAD_TOO_LONG : UNPARSABLE);
                yield false;
            }
            case REFUSED -> false;
        };
    }

    /// The socket takes no more of the answer: the client has gone.
    void lost() {
        lost = true;
    }

    /// A head is complete. Returns its length in bytes.
    int begin(HttpServerExchange exchange) {
        phase = Phase.REQUEST;
        clearDeadline();
        exchange.addExchangeCompleteListener(this);
        int before = unparsedBytes;
        countUnparsed(exchange);
        return before - unparsedBytes;
    }

    /// What Undertow has read beyond the part of the request that it has taken.
    private void countUnparsed(HttpServerExchange exchange) {
        var extra = ((HttpServerConnection) exchange.getConnection()).getExtraBytes();
        unparsedBytes = extra == null ? 0 : extra.getBuffer().remaining();
    }

    /// A body is being read, or not any more.
    void readingBody(boolean reading) {
        readingBody = reading;
    }

    boolean isReading() {
        return readingBody;
    }

    /// The body has not arrived whole; each part of it buys time for the next.
    void awaitBody() {
        clearDeadline();
        setDeadline();
    }

    /// A request has arrived whole.
    void received(HttpServerExchange exchange) {
        clearDeadline();
        countUnparsed(exchange);
        inFlight = true;
        loop.counters.requests.increment();
        loop.counters.inFlight.up();
    }

    /// Sends an answer, unless the client has gone. In the connection's I/O thread, or in a worker.
    void send(HttpServerExchange exchange, Response response) {
        if (phase != Phase.REQUEST || !connection.isOpen()) {
            return;
        }
        if (server.isStopping() || response.status() == Status.INTERNAL_SERVER_ERROR) {
            exchange.setPersistent(false);
        }
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.SERVER, server.name());
        headers.put(Headers.CONTENT_TYPE, response.type().mediaType());
        if (!response.allow().isEmpty()) {
            headers.put(Headers.ALLOW, response.allow());
        }
        if (exchange.getProtocol().equals(Protocols.HTTP_1_0)) {
            if (exchange.isPersistent()) {
                headers.put(Headers.CONNECTION, "keep-alive");
            }
            exchange.setProtocol(Protocols.HTTP_1_1);
        }
        if (response.status() != Status.OK) {
            exchange.setStatusCode(response.status().code());
        }
        exchange.setResponseContentLength(response.bodyLength());
        if (response.bodyLength() == 0 || exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(response.body().duplicate());
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        if (inFlight) {
            inFlight = false;
            loop.counters.inFlight.down();
        }
        if (!connection.isOpen()) {
            exchange.setPersistent(false);
        }
        if (phase == Phase.REQUEST) {
            phase = exchange.isPersistent() ? Phase.HEAD : Phase.LAST;
        }
        next.proceed();
        if (server.isStopping()) {
            closeSoonIfIdle();
        }
    }

    /// Ends the connection with an answer that says why. Whatever Undertow does with it from now on has no effect.
    void refuse(Response response) {
        if (phase == Phase.REFUSED) {
            return;
        }
        phase = Phase.REFUSED;
        clearDeadline();
        loop.execute(new Refusal(loop, connection, socketIn, socketOut, server.lingerNs(), server.encoder(), response));
    }

    private void setDeadline() {
        dueNs = System.nanoTime() + server.requestTimeoutNs();
        deadline = loop.after(server.requestTimeoutNs(), this::expired);
    }

    private void clearDeadline() {
        if (deadline != null) {
            deadline.remove();
            deadline = null;
        }
    }

    private void expired() {
        // A timer may be about to run while it is removed.
        if (deadline != null && System.nanoTime() - dueNs >= 0) {
            loop.counters.disconnects.increment();
            refuse(TOO_LATE);
        }
    }

    /// Has the connection end unless there is a request on it. Any thread.
    void closeSoonIfIdle() {
        loop.execute(this::closeIfIdle);
    }

    private void closeIfIdle() {
        if (phase == Phase.HEAD && unparsedBytes == 0) {
            close();
        }
    }

    /// Any thread.
    void close() {
        IoUtils.safeClose(connection);
    }

    private void closed() {
        clearDeadline();
        if (lost || phase == Phase.REQUEST || (phase == Phase.HEAD && unparsedBytes > 0)) {
            loop.counters.disconnects.increment();
        }
        server.forget(this);
    }
}

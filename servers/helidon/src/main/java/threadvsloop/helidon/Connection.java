package threadvsloop.helidon;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import threadvsloop.helidon.Input.Stage;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.ResponseEncoder;
import threadvsloop.http.Status;

/// One client's connection: Helidon's own, with what the contract asks for besides. It counts, gives clients deadlines,
/// closes after an answer that says so, and lets a refused client read why.
///
/// Runs on the connection's virtual thread, but for [#idleTime] and [#close], which Helidon's idle timer calls, as does
/// whoever stops the server.
final class Connection implements ServerConnection, InterruptableTask<Void> {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();
    private static final Duration OVERDUE = Duration.ofNanos(1);
    private static final Response TOO_LATE =
            Response.error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");

    private final HelidonServer server;
    private final ConnectionContext context;
    private final Deadline deadline = new Deadline();
    private final Input input;
    private final DataReader reader;
    private final ServerConnection http1;

    Connection(HelidonServer server, ConnectionContext context, Http1ConnectionSelector selector) {
        this.server = server;
        this.context = context;
        this.input = new Input(context.serverSocket(), deadline, server.timeouts);
        this.reader = DataReader.create(input);
        this.http1 = selector.connection(new WatchedContext(context, reader));
        server.counters.connections.up();
    }

    /// The connection that the calling thread serves.
    static Connection current() {
        return CURRENT.get();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            ScopedValue.where(CURRENT, this).call(() -> {
                http1.handle(limit);
                return this;
            });
            if (input.stage() == Stage.REFUSED) {
                input.drain();
            }
        } finally {
            if (leavesARequestUnanswered()) {
                server.counters.disconnects.increment();
            }
            server.counters.connections.down();
        }
    }

    /// Whether the request that is being parsed is not yet whole.
    boolean isReceiving() {
        return input.stage() == Stage.HEADERS || input.stage() == Stage.BODY;
    }

    /// Headers are parsed and a body follows.
    void beginBody() {
        input.beginBody();
    }

    /// The request is read.
    void endRequest() {
        input.endRequest();
    }

    /// The answer is sent, and there may be another.
    void awaitNext() {
        input.awaitNext(reader.available() > 0);
    }

    /// The answer is sent, and is the last.
    void end() {
        input.awaitNext(false);
        http1.close(false);
    }

    /// The answer is an error, which will be sent, and is the last.
    void refuse() {
        input.refuse();
        if (!canInterrupt()) {
            // While it parses a request line, close would interrupt this thread; then it ends by itself.
            http1.close(false);
        }
    }

    /// Not how long it is idle, but whether it is too long in whatever it does: then it takes more than no time.
    @Override
    public Duration idleTime() {
        return deadline.hasPassed() || server.isGraceOver() ? OVERDUE : Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        if (!deadline.claim()) {
            http1.close(interrupt || server.isGraceOver());
        } else if (isReceiving()) {
            // Elsewhere, for a client that does not read would hold up the timer.
            context.executor().execute(this::sayTooLate);
        } else {
            closeSocket();
        }
    }

    @Override
    public boolean canInterrupt() {
        return http1 instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    private boolean leavesARequestUnanswered() {
        return (isReceiving() && !deadline.isClaimed()) || input.stage() == Stage.ANSWERING;
    }

    private void sayTooLate() {
        ByteBuffer answer = ByteBuffer.allocate(ResponseEncoder.MAX_HEAD_BYTES + TOO_LATE.bodyLength());
        server.encoders.at(System.nanoTime()).head(TOO_LATE, Persistence.CLOSE, answer);
        answer.put(TOO_LATE.body().duplicate());
        try {
            context.dataWriter().writeNow(BufferData.create(answer.array(), 0, answer.position()));
        } catch (UncheckedIOException e) {
            LOG.log(Level.DEBUG, "a slow client is gone", e);
        }
        closeSocket();
    }

    private void closeSocket() {
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException e) {
            LOG.log(Level.DEBUG, "closing a connection", e);
        }
    }
}

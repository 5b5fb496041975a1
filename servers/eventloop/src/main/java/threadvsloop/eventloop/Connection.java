package threadvsloop.eventloop;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.Completion;
import threadvsloop.endpoints.server.Gauge;
import threadvsloop.http.Malformed;
import threadvsloop.http.Method;
import threadvsloop.http.Parsed;
import threadvsloop.http.ParsedRequest;
import threadvsloop.http.Persistence;
import threadvsloop.http.RequestParser;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// One client's connection, as a state machine on its loop:
///
/// ```
///                  request (begin)
///        READING ──────────────────► ANSWERING
///         │ ▲ │ ▲                        │
///         │ │ │ └────────────────────────┘
///         │ │ │     answer (complete)
///         │ │ │
///         │ │ └─ malformed, late (refuse), once sent ──► LINGERING ── end of input, 1 s ──┐
///         │ └── more input (receive), or room for it (sendUnsent)                          ▼
///         └── end of input, reset, `Connection: close` once sent ─────────────────────► CLOSED
/// ```
///
/// Requests are answered one after another: none is begun while one is ANSWERING, nor while the output is stuck because
/// the socket is full. Then nothing is read either, so that a client which does not read cannot make its connection
/// grow. What was read by then is [#held].
///
/// An idle connection holds no buffer and no parser: those of the loop serve all.
final class Connection extends DeadlineQueue.Entry implements ReadyHandler, Completion {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final ByteBuffer NO_INPUT = ByteBuffer.allocate(0);
    private static final Response TOO_LATE =
            Response.error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");
    private static final Response FAILED = Response.error(Status.INTERNAL_SERVER_ERROR, "the server failed");

    private enum Phase {
        READING,
        ANSWERING,
        LINGERING,
        CLOSED
    }

    private final EventLoop loop;
    private final Handler handler;
    private final SocketChannel channel;
    private final Gauge open;
    private final Output output;
    private final SelectionKey key;

    private Phase phase = Phase.READING;
    private int interestOps = OP_READ;

    /// Only in the middle of a request.
    private @Nullable RequestParser parser;

    private @Nullable ByteBuffer held;
    private Persistence persistence = Persistence.KEEP_ALIVE;
    private boolean headOnly;
    private boolean withinAnswer;

    /// No further request is answered; the connection ends as soon as all is sent.
    private boolean ending;

    /// The client may be sending still, and must be let, or it would not read the answer.
    private boolean mustLinger;

    private boolean inputEnded;

    Connection(EventLoop loop, Handler handler, SocketChannel channel, Gauge open) throws IOException {
        this.loop = loop;
        this.handler = handler;
        this.channel = channel;
        this.open = open;
        this.output = new Output(channel, loop);
        channel.configureBlocking(false);
        this.key = loop.register(channel, OP_READ, this);
        loop.opened();
        open.up();
        setDeadline();
    }

    @Override
    public void ready() {
        try {
            if (output.isStuck()) {
                sendUnsent();
            } else {
                receive();
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private void receive() throws IOException {
        ByteBuffer in = loop.read(channel);
        if (in == null) {
            endOfInput();
            return;
        }
        switch (phase) {
            case READING -> {
                process(in);
                holdCopy(in);
                finish();
            }
            case ANSWERING -> {
                holdCopy(in);
                settle();
            }
            case LINGERING, CLOSED -> in.position(in.limit());
        }
    }

    /// Takes requests from the input until it is used up, or one has to wait.
    private void process(ByteBuffer in) throws IOException {
        RequestParser current = parser == null ? loop.sharedParser() : parser;
        try {
            while (in.hasRemaining() && mayProceed()) {
                take(current.parse(in), current);
            }
        } finally {
            keepOrShare(current);
        }
        mustLinger |= ending && in.hasRemaining();
    }

    private void finish() throws IOException {
        output.flush();
        settle();
    }

    private boolean mayProceed() {
        return phase == Phase.READING && !output.isStuck() && !ending;
    }

    private void take(Parsed parsed, RequestParser current) throws IOException {
        switch (parsed) {
            case ParsedRequest request -> begin(request);
            case Malformed malformed -> refuse(malformed.response(), current.isHead());
            case Parsed.Unfinished.NEED_CONTINUE -> output.addContinue();
            case Parsed.Unfinished.NEED_MORE -> {}
        }
    }

    private void begin(ParsedRequest request) {
        clearDeadline();
        loop.counters.requestBegins();
        phase = Phase.ANSWERING;
        persistence = request.persistence();
        headOnly = request.method() == Method.HEAD;
        withinAnswer = true;
        try {
            handler.answer(request, this);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            persistence = Persistence.CLOSE;
            complete(FAILED);
        } finally {
            withinAnswer = false;
        }
    }

    @Override
    public void complete(Response response) {
        if (phase != Phase.ANSWERING) {
            return; // The client has gone.
        }
        phase = Phase.READING;
        loop.counters.requestEnds();
        try {
            send(response);
            if (!withinAnswer) {
                resume();
            }
        } catch (IOException e) {
            lost(e);
        } catch (RuntimeException | Error e) {
            // Half an answer may lie in the loop's buffer, which others are to use next.
            LOG.log(Level.ERROR, "a connection is closed because answering failed", e);
            close();
        }
    }

    /// Goes on with what was held while it could not be taken.
    private void resume() throws IOException {
        ByteBuffer in = held == null ? NO_INPUT : held;
        process(in);
        held = in.hasRemaining() ? in : null;
        finish();
    }

    private void refuse(Response response, boolean head) throws IOException {
        persistence = Persistence.CLOSE;
        headOnly = head;
        mustLinger = true;
        send(response);
    }

    private void send(Response response) throws IOException {
        if (loop.isStopping()) {
            persistence = Persistence.CLOSE;
        }
        ending = persistence == Persistence.CLOSE;
        output.add(loop.encoder(), response, persistence, headOnly);
    }

    private void sendUnsent() throws IOException {
        output.sendUnsent();
        if (output.isStuck()) {
            return;
        }
        if (phase == Phase.READING) {
            resume();
        } else {
            settle();
        }
    }

    private void keepOrShare(RequestParser current) {
        if (current.isIdle()) {
            parser = null;
        } else if (parser == null) {
            parser = current;
            loop.replaceSharedParser();
        }
    }

    /// Keeps input for later, out of the loop's buffer, which the next read overwrites.
    private void holdCopy(ByteBuffer in) {
        if (in.hasRemaining()) {
            held = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
    }

    /// Brings everything that depends on the state in line with it: whether the connection ends, what the selector
    /// watches for, and the deadline.
    private void settle() throws IOException {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase == Phase.READING && !output.isStuck() && (ending || inputEnded)) {
            end();
            return;
        }
        int wanted = output.isStuck() ? OP_WRITE : held != null || inputEnded ? 0 : OP_READ;
        if (wanted != interestOps) {
            interestOps = wanted;
            key.interestOps(wanted);
        }
        setDeadline();
    }

    private void setDeadline() {
        if (phase != Phase.READING || output.isStuck()) {
            clearDeadline();
        } else if (parser != null) {
            // Headers have one deadline, from their first byte; a body has a new one whenever some of it arrives.
            if (parser.isInBody() || !isDueIn(loop.requestDeadlines)) {
                loop.requestDeadlines.set(this, loop.nowNs());
            }
        } else if (loop.idleDeadlines != null) {
            loop.idleDeadlines.set(this, loop.nowNs());
        } else {
            clearDeadline();
        }
    }

    @Override
    void expired() {
        if (phase == Phase.LINGERING || parser == null) {
            close();
            return;
        }
        loop.counters.disconnected();
        try {
            refuse(TOO_LATE, parser.isHead());
            finish();
        } catch (IOException e) {
            lost(e);
        }
    }

    private void endOfInput() throws IOException {
        if (phase == Phase.ANSWERING) {
            // A client may close its half and still want its answer.
            inputEnded = true;
            settle();
            return;
        }
        if (phase == Phase.READING && parser != null) {
            loop.counters.disconnected();
        }
        close();
    }

    private void end() throws IOException {
        if (!mustLinger || inputEnded) {
            close();
            return;
        }
        phase = Phase.LINGERING;
        parser = null;
        channel.shutdownOutput();
        interestOps = OP_READ;
        key.interestOps(OP_READ);
        loop.lingerDeadlines.set(this, loop.nowNs());
    }

    /// The client reset the connection, or is not there any more.
    private void lost(IOException e) {
        LOG.log(Level.DEBUG, "connection lost", e);
        if (phase == Phase.ANSWERING || parser != null || output.isPending()) {
            loop.counters.disconnected();
        }
        close();
    }

    void closeIfIdle() {
        if (phase == Phase.READING && parser == null && !output.isStuck()) {
            close();
        }
    }

    @Override
    public void abandon() {
        close();
    }

    private void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase == Phase.ANSWERING) {
            loop.counters.requestEnds();
        }
        phase = Phase.CLOSED;
        clearDeadline();
        parser = null;
        held = null;
        output.drop();
        loop.closed();
        open.down();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection", e);
        }
    }
}

package threadvsloop.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.Completion;
import threadvsloop.endpoints.server.Gauge;
import threadvsloop.http.Method;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;

/// One client's connection behind Netty's HTTP codec, as a state machine on its loop:
///
/// ```
///                request (answer)
///        READING ────────────────► ANSWERING
///         │ ▲ ▲                        │
///         │ │ └────────────────────────┘
///         │ │    response (complete)
///         │ └─ room for more output (resume)
///         │
///         └─ last response, end of input ──► ENDING ── all sent ──► LINGERING ── end of input, 1 s ──► CLOSED
///                                               └──── all sent, and nothing more to come ────────────────┘
/// ```
///
/// Requests are answered one after another. While one is ANSWERING, or the output waits for the client to read, what
/// arrives is held, and reading stops as soon as anything is: so no client can make its connection grow.
///
/// What is answered while a batch of input is read leaves in one flush at its end.
final class Connection extends ChannelInboundHandlerAdapter implements Completion {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private enum Phase {
        READING,
        ANSWERING,
        ENDING,
        LINGERING,
        CLOSED
    }

    private final ServerLoop loop;
    private final SocketChannel channel;
    private final RequestDecoder decoder;
    private final Gauge open;
    private final Output output;
    private final Deadline deadline;

    private Phase phase = Phase.READING;

    /// From its head until it is answered or refused.
    private @Nullable IncomingRequest request;

    /// What the decoder made of input that could not be taken yet.
    private @Nullable ArrayDeque<Object> held;

    /// Whether something of the next request has come, and not all.
    private boolean begun;

    /// No further request is answered; the connection ends as soon as all is sent.
    private boolean ending;

    /// The client may be sending still, and must be let, or it would not read the response.
    private boolean mustLinger;

    private boolean inputEnded;

    /// Whether input is being worked on, at whose end all is flushed and settled.
    private boolean working;

    private boolean withinAnswer;

    /// Whether the deadline is that of a request to arrive.
    private boolean requestDeadline;

    Connection(ServerLoop loop, SocketChannel channel, RequestDecoder decoder, Gauge open) {
        this.loop = loop;
        this.channel = channel;
        this.decoder = decoder;
        this.open = open;
        this.output = new Output(channel, loop.heads);
        this.deadline = new Deadline(loop.eventLoop, this::expired);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.opened(this);
        open.up();
        if (loop.isStopping()) {
            close();
        } else {
            settle();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        working = true;
        if (ending || phase == Phase.CLOSED) {
            mustLinger = true;
            ReferenceCountUtil.release(message);
        } else if (held == null && mayProceed()) {
            take(message);
        } else {
            hold(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        working = false;
        finish();
    }

    private boolean mayProceed() {
        return phase == Phase.READING && !ending && !output.isStuck();
    }

    private void hold(Object message) {
        if (held == null) {
            held = new ArrayDeque<>();
            channel.config().setAutoRead(false);
        }
        held.add(message);
    }

    private void take(Object message) {
        try {
            if (message instanceof HttpRequest head) {
                begin(head);
            } else if (message instanceof HttpContent content && request != null) {
                receive(content, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest head) {
        if (head.decoderResult().cause() instanceof PrematureChannelClosureException) {
            return; // The end of the input itself comes next.
        }
        Response refusal = Refusals.ofHead(head);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        request = IncomingRequest.of(head);
        if (request.clientWaits()) {
            output.addContinue();
        }
    }

    private void receive(HttpContent content, IncomingRequest receiving) {
        if (content.decoderResult().isFailure()) {
            refuse(Refusals.ofBody(content.decoderResult().cause()));
        } else if (!receiving.add(content.content(), channel.alloc())) {
            refuse(Refusals.BODY_TOO_LARGE);
        } else if (content instanceof LastHttpContent) {
            answer(receiving);
        }
    }

    private void answer(IncomingRequest received) {
        loop.counters.requests.increment();
        loop.counters.inFlight.up();
        phase = Phase.ANSWERING;
        withinAnswer = true;
        try {
            loop.answer(received, this);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            complete(Refusals.FAILED);
        } finally {
            withinAnswer = false;
        }
    }

    @Override
    public void complete(Response response) {
        IncomingRequest answered = request;
        if (phase != Phase.ANSWERING || answered == null) {
            return; // The client has gone.
        }
        phase = Phase.READING;
        request = null;
        loop.counters.inFlight.down();
        send(response, answered.persistence(), answered.method() == Method.HEAD, answered.takeBody());
        if (!withinAnswer) {
            resume();
        }
    }

    private void refuse(Response response) {
        dropRequest();
        mustLinger = true;
        send(response, Persistence.CLOSE, false, Unpooled.EMPTY_BUFFER);
    }

    private void send(Response response, Persistence wanted, boolean headOnly, ByteBuf requestBody) {
        Persistence persistence = loop.isStopping() ? Persistence.CLOSE : wanted;
        ending = persistence == Persistence.CLOSE;
        output.add(response, persistence, headOnly, requestBody);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!output.isStuck() && !working) {
            resume();
        }
    }

    /// Goes on with what was held while it could not be taken.
    private void resume() {
        working = true;
        while (held != null && mayProceed()) {
            Object message = held.poll();
            if (message == null) {
                held = null;
            } else {
                take(message);
            }
        }
        working = false;
        finish();
    }

    private void finish() {
        output.flush();
        settle();
    }

    /// Brings everything that depends on the state in line with it: whether the connection ends, whether it is read
    /// from, and the deadline.
    private void settle() {
        begun = request != null || decoder.isInHead();
        if (phase == Phase.READING && (ending || (inputEnded && held == null))) {
            end();
        } else if (phase == Phase.READING || phase == Phase.ANSWERING) {
            boolean read = held == null && !output.isStuck();
            if (read != channel.config().isAutoRead()) {
                channel.config().setAutoRead(read);
            }
            setDeadline();
        }
    }

    private void setDeadline() {
        if (phase != Phase.READING || output.isStuck()) {
            deadline.clear();
        } else if (begun) {
            // Headers have one deadline, from their first byte; a body has a new one whenever some of it arrives.
            if (request != null || !requestDeadline) {
                requestDeadline = true;
                deadline.set(loop.timeouts.request());
            }
            return;
        } else if (!loop.timeouts.idle().isZero()) {
            deadline.set(loop.timeouts.idle());
        } else {
            deadline.clear();
        }
        requestDeadline = false;
    }

    private void expired() {
        if (phase != Phase.READING || !begun) {
            close();
            return;
        }
        loop.counters.disconnects.increment();
        refuse(Refusals.TOO_LATE);
        finish();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            return;
        }
        inputEnded = true;
        if (phase == Phase.LINGERING) {
            close();
        } else if (phase == Phase.READING && begun && held == null && !ending && !output.isPending()) {
            lost();
        } else {
            finish();
        }
    }

    /// Sends what is left, and closes.
    private void end() {
        phase = Phase.ENDING;
        deadline.clear();
        dropInput();
        channel.config().setAutoRead(false);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this::ended);
    }

    private void ended(Future<? super Void> sent) {
        if (phase != Phase.ENDING) {
            return;
        }
        if (inputEnded || !mustLinger || !sent.isSuccess()) {
            close();
            return;
        }
        phase = Phase.LINGERING;
        deadline.set(loop.timeouts.linger());
        ChannelFuture _ = channel.shutdownOutput();
        channel.config().setAutoRead(true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (!(cause instanceof IOException)) {
            LOG.log(Level.ERROR, "a connection is closed because serving it failed", cause);
        }
        if (isUnanswered() || (phase != Phase.LINGERING && output.isPending())) {
            lost();
        } else {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isUnanswered()) {
            lost();
        } else {
            close();
        }
        open.down();
        loop.closed(this);
    }

    private boolean isUnanswered() {
        return phase == Phase.ANSWERING || (phase == Phase.READING && begun);
    }

    /// The client has gone with a request of its unanswered.
    private void lost() {
        if (phase != Phase.CLOSED) {
            loop.counters.disconnects.increment();
            close();
        }
    }

    void closeIfIdle() {
        if (phase == Phase.READING && !begun && held == null && !output.isStuck()) {
            close();
        }
    }

    private void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase == Phase.ANSWERING) {
            loop.counters.inFlight.down();
        }
        phase = Phase.CLOSED;
        deadline.cancel();
        dropRequest();
        dropInput();
        ChannelFuture _ = channel.close();
    }

    private void dropRequest() {
        if (request != null) {
            request.release();
            request = null;
        }
    }

    private void dropInput() {
        if (held != null) {
            mustLinger |= !held.isEmpty();
            held.forEach(ReferenceCountUtil::release);
            held = null;
        }
        mustLinger |= begun;
    }
}

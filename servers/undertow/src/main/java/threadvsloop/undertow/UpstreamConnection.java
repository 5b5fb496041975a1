package threadvsloop.undertow;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.backends.UpstreamPool;
import threadvsloop.http.Limits;

/// One connection to the upstream, as a state machine in its I/O thread:
///
/// ```
///          send          head of the answer          all of it
///   IDLE ───────► SENT ─────────────────────► HEADED ─────────► IDLE
///    │             │                            │
///    └─ end ───────┴─ end, garbage, 70 s ───────┴──► closed
/// ```
final class UpstreamConnection
        implements UpstreamPool.Link, ClientCallback<ClientExchange>, ChannelListener<StreamSourceChannel> {
    static final long TIMEOUT_NS = UpstreamAnswer.TIMEOUT.toNanos();

    private static final Logger LOG = System.getLogger(UpstreamConnection.class.getName());

    private final UpstreamConnector upstream;
    private final ClientConnection connection;

    /// Null when idle or closed.
    private UpstreamPool.@Nullable Call call;

    private XnioExecutor.@Nullable Key deadline;
    private final StringBuilder body = new StringBuilder();
    private int status;

    /// Whether some of the present call's answer has come.
    private boolean headed;

    private boolean closed;

    UpstreamConnection(UpstreamConnector upstream, ClientConnection connection) {
        this.upstream = upstream;
        this.connection = connection;
        connection.addCloseListener(_ -> connectionClosed());
    }

    static IOException silent() {
        return new SocketTimeoutException("the upstream is silent");
    }

    @Override
    public void send(UpstreamPool.Call next) {
        call = next;
        headed = false;
        body.setLength(0);
        deadline = upstream.loop().after(TIMEOUT_NS, () -> fail(silent()));
        connection.sendRequest(upstream.request(next), new ClientCallback<>() {
            @Override
            public void completed(ClientExchange exchange) {
                exchange.setResponseListener(UpstreamConnection.this);
            }

            @Override
            public void failed(IOException e) {
                // Not within the call that asked.
                upstream.loop().execute(() -> fail(e));
            }
        });
    }

    /// The head of the answer is there.
    @Override
    public void completed(ClientExchange exchange) {
        ClientResponse response = exchange.getResponse();
        HeaderMap headers = response.getResponseHeaders();
        headed = true;
        status = response.getResponseCode();
        if (!headers.contains(Headers.CONTENT_LENGTH) && !headers.contains(Headers.TRANSFER_ENCODING)) {
            fail(new IOException("an answer that does not say how long it is"));
            return;
        }
        handleEvent(exchange.getResponseChannel());
    }

    @Override
    public void failed(IOException e) {
        upstream.loop().execute(() -> fail(e));
    }

    /// Some of the body is there.
    @Override
    public void handleEvent(StreamSourceChannel channel) {
        try {
            while (true) {
                ByteBuffer part = upstream.loop().scratch();
                int bytes = channel.read(part);
                if (bytes < 0) {
                    complete();
                    return;
                }
                if (bytes == 0) {
                    channel.getReadSetter().set(this);
                    channel.resumeReads();
                    return;
                }
                append(part.flip());
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void append(ByteBuffer part) throws IOException {
        if (body.length() + part.remaining() > Limits.BODY_BYTES) {
            throw new IOException("an answer of more than " + Limits.BODY_BYTES + " bytes");
        }
        while (part.hasRemaining()) {
            body.append((char) (part.get() & 0xff));
        }
    }

    private void complete() {
        UpstreamPool.Call answered = call;
        if (answered == null) {
            return;
        }
        call = null;
        clearDeadline();
        if (!connection.isOpen()) {
            close();
        }
        upstream.pool().done(answered, new UpstreamAnswer(status, body.toString()), closed ? null : this);
    }

    private void connectionClosed() {
        // In the middle of a call its own listeners are told, and if it was the last on this connection, nothing is
        // wrong.
        if (call == null) {
            fail(new ClosedChannelException());
        }
    }

    private void fail(IOException e) {
        if (closed) {
            return;
        }
        LOG.log(Level.DEBUG, "connection to the upstream lost", e);
        UpstreamPool.Call failed = call;
        call = null;
        close();
        if (failed == null) {
            upstream.pool().lost(this);
        } else {
            upstream.pool().failed(failed, headed, e);
        }
    }

    private void close() {
        closed = true;
        clearDeadline();
        IoUtils.safeClose(connection);
    }

    private void clearDeadline() {
        if (deadline != null) {
            deadline.remove();
            deadline = null;
        }
    }
}

package threadvsloop.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.backends.UpstreamPool;
import threadvsloop.http.Limits;

/// One connection to the upstream behind Netty's HTTP codec, as a state machine on its loop:
///
/// ```
///            connected            answered (complete)
///  CONNECTING ───────► BUSY ──────────────────────────► IDLE
///       │               │ ▲                              │ │
///       │               │ └──────────────────────────────┘ │
///       │               │           send                   │
///       └── refused ────┴── garbage, end, 70 s without a byte ──► closed
/// ```
final class UpstreamConnection extends SimpleChannelInboundHandler<HttpObject> implements UpstreamPool.Link {
    private static final Logger LOG = System.getLogger(UpstreamConnection.class.getName());
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final UpstreamConnector upstream;
    private final Deadline deadline;

    /// Null until it is connected.
    private @Nullable Channel channel;

    /// Null when idle or closed.
    private UpstreamPool.@Nullable Call call;

    /// Of the answer that is arriving; null before.
    private @Nullable HttpResponse head;

    private final StringBuilder body = new StringBuilder();

    private boolean closed;

    /// @param call made as soon as it is connected
    UpstreamConnection(EventLoop loop, UpstreamConnector upstream, UpstreamPool.Call call) {
        this.upstream = upstream;
        this.call = call;
        this.deadline = new Deadline(loop, () -> fail(new SocketTimeoutException("the upstream is silent")));
        deadline.set(UpstreamAnswer.TIMEOUT);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (closed) {
            ChannelFuture _ = channel.close();
        } else if (call != null) {
            write(channel, call);
        }
    }

    @Override
    public void send(UpstreamPool.Call next) {
        call = next;
        deadline.set(UpstreamAnswer.TIMEOUT);
        if (channel != null) {
            write(channel, next);
        }
    }

    /// Fails with the connection, which is told of that as of any other end.
    private void write(Channel to, UpstreamPool.Call next) {
        ChannelFuture _ = to.writeAndFlush(upstream.request(next), to.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (closed) {
            return;
        }
        if (call == null) {
            fail(new IOException("the upstream speaks without being asked"));
        } else if (message.decoderResult().isFailure()) {
            fail(message.decoderResult().cause());
        } else {
            receive(message, call);
        }
    }

    private void receive(HttpObject message, UpstreamPool.Call receiving) {
        if (message instanceof HttpResponse response) {
            head = response;
            if (!isComprehensible(response)) {
                fail(new IOException("an interim answer, or one that does not say how long it is"));
                return;
            }
        }
        if (message instanceof HttpContent content) {
            body.append(content.content().toString(StandardCharsets.ISO_8859_1));
            if (body.length() > Limits.BODY_BYTES) {
                fail(new IOException("an answer longer than " + Limits.BODY_BYTES + " bytes"));
            } else if (message instanceof LastHttpContent && head != null) {
                complete(receiving, head);
            }
        }
    }

    private static boolean isComprehensible(HttpResponse response) {
        int status = response.status().code();
        return response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                && (status == NO_CONTENT
                        || status == NOT_MODIFIED
                        || HttpUtil.isContentLengthSet(response)
                        || HttpUtil.isTransferEncodingChunked(response));
    }

    private void complete(UpstreamPool.Call answered, HttpResponse response) {
        UpstreamAnswer answer = new UpstreamAnswer(response.status().code(), body.toString());
        body.setLength(0);
        head = null;
        call = null;
        deadline.clear();
        boolean keep = HttpUtil.isKeepAlive(response);
        if (!keep) {
            close();
        }
        upstream.pool().done(answered, answer, keep ? this : null);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (call != null) {
            deadline.set(UpstreamAnswer.TIMEOUT);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new EOFException("the upstream closed the connection"));
    }

    /// There will be no connection.
    void refused(Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (closed) {
            return;
        }
        LOG.log(Level.DEBUG, "connection to the upstream lost", cause);
        close();
        if (call == null) {
            upstream.pool().lost(this);
            return;
        }
        UpstreamPool.Call failed = call;
        call = null;
        upstream.pool().failed(failed, head != null, cause);
    }

    private void close() {
        closed = true;
        deadline.cancel();
        if (channel != null) {
            ChannelFuture _ = channel.close();
        }
    }
}

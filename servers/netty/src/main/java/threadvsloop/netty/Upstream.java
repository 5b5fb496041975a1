package threadvsloop.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.AsyncUpstream;
import threadvsloop.endpoints.HostPort;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.Reply;
import threadvsloop.endpoints.UpstreamAnswer;

/// The upstream as one loop calls it, through Netty's client on the loop itself. Connections that are idle are kept,
/// and
/// the one used last is used next; calls beyond the bound queue in order.
final class Upstream implements AsyncUpstream {

    /// A call that is not done.
    record Call(int ms, Reply<UpstreamAnswer> reply) {}

    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Bootstrap bootstrap;
    private final HttpHeaders headers;
    private final int bound;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> queue = new ArrayDeque<>();
    private final AtomicLong queued = new AtomicLong();
    private int open;

    /// @param bound of connections open at once
    Upstream(EventLoop loop, Transport transport, HostPort upstream, int bound) {
        this.loop = loop;
        this.address = new InetSocketAddress(upstream.host(), upstream.port());
        this.headers = new ReadOnlyHttpHeaders(
                false, HttpHeaderNames.HOST, new AsciiString(upstream.host() + ':' + upstream.port()));
        this.bound = bound;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(transport.connecting(address))
                .option(ChannelOption.TCP_NODELAY, true)
                .disableResolver();
    }

    @Override
    public void call(int ms, Reply<UpstreamAnswer> reply) {
        Call call = new Call(ms, reply);
        if (idle.isEmpty() && open == bound) {
            queued.setOpaque(queued.getPlain() + 1);
            queue.add(call);
        } else {
            begin(call);
        }
    }

    @Override
    public long queued() {
        return queued.getOpaque();
    }

    /// There is a connection for it, or room for another.
    private void begin(Call call) {
        UpstreamConnection kept = idle.pollLast();
        if (kept != null) {
            kept.send(call);
        } else {
            beginAnew(call);
        }
    }

    private void beginAnew(Call call) {
        open++;
        UpstreamConnection connection = new UpstreamConnection(loop, this, call);
        bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), connection);
                    }
                })
                .connect(address)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        // Not within the call that asked.
                        loop.execute(() -> connection.refused(connected.cause()));
                    }
                });
    }

    HttpRequest request(Call call) {
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.GET,
                "/wait/" + call.ms(),
                Unpooled.EMPTY_BUFFER,
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    /// A connection has been given its answer.
    ///
    /// @param connection null if it cannot be used again, and is closed
    void done(Call call, UpstreamAnswer answer, @Nullable UpstreamConnection connection) {
        if (connection == null) {
            open--;
        } else {
            idle.add(connection);
        }
        beginQueued();
        call.reply().done(answer);
    }

    /// A connection is closed, and its call has failed.
    void failed(Call call, Throwable cause) {
        open--;
        beginQueued();
        call.reply().failed(NeighbourException.ofUpstream(cause));
    }

    /// A kept connection had been closed by the upstream, as the call has shown: it gets a new one.
    void stale(Call call) {
        open--;
        beginAnew(call);
    }

    /// An idle connection is closed.
    void lost(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
    }

    private void beginQueued() {
        Call next = queue.poll();
        if (next != null) {
            begin(next);
        }
    }
}

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
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.UpstreamPool;
import threadvsloop.endpoints.options.HostPort;

/// Makes connections to the upstream for one loop, through Netty's client on the loop itself.
final class UpstreamConnector implements UpstreamPool.Connector {
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Bootstrap bootstrap;
    private final HttpHeaders headers;
    private final UpstreamPool<UpstreamConnection> pool;

    private UpstreamConnector(EventLoop loop, Transport transport, HostPort upstream, int bound) {
        this.loop = loop;
        this.address = new InetSocketAddress(upstream.host(), upstream.port());
        this.headers = new ReadOnlyHttpHeaders(
                false, HttpHeaderNames.HOST, new AsciiString(upstream.host() + ':' + upstream.port()));
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(transport.connecting(address))
                .option(ChannelOption.TCP_NODELAY, true)
                .disableResolver();
        this.pool = new UpstreamPool<>(bound, this);
    }

    /// The upstream as the loop calls it.
    ///
    /// @param bound of connections open at once
    static AsyncUpstream pool(EventLoop loop, Transport transport, HostPort upstream, int bound) {
        return new UpstreamConnector(loop, transport, upstream, bound).pool;
    }

    @Override
    public void connect(UpstreamPool.Call call) {
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

    UpstreamPool<UpstreamConnection> pool() {
        return pool;
    }

    HttpRequest request(UpstreamPool.Call call) {
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.GET,
                call.path(),
                Unpooled.EMPTY_BUFFER,
                headers,
                EmptyHttpHeaders.INSTANCE);
    }
}

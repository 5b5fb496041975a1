package threadvsloop.eventloop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.UpstreamPool;
import threadvsloop.endpoints.options.HostPort;

/// Makes connections to the upstream for one loop, through sockets on the loop itself.
final class UpstreamConnector implements UpstreamPool.Connector {
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final String headers;
    private final UpstreamPool<UpstreamConnection> pool;

    private UpstreamConnector(EventLoop loop, HostPort upstream, int bound) {
        this.loop = loop;
        this.address = new InetSocketAddress(upstream.host(), upstream.port());
        this.headers = " HTTP/1.1\r\nHost: " + upstream.host() + ':' + upstream.port() + "\r\n\r\n";
        this.pool = new UpstreamPool<>(bound, this);
    }

    /// The upstream as the loop calls it.
    ///
    /// @param bound of connections open at once
    static AsyncUpstream pool(EventLoop loop, HostPort upstream, int bound) {
        return new UpstreamConnector(loop, upstream, bound).pool;
    }

    @Override
    public void connect(UpstreamPool.Call call) {
        try {
            UpstreamConnection.open(loop, this, call);
        } catch (IOException e) {
            // Not within the call that asked.
            loop.sleep(0, () -> pool.failed(call, false, e));
        }
    }

    InetSocketAddress address() {
        return address;
    }

    UpstreamPool<UpstreamConnection> pool() {
        return pool;
    }

    ByteBuffer request(UpstreamPool.Call call) {
        return ByteBuffer.wrap(("GET " + call.path() + headers).getBytes(StandardCharsets.ISO_8859_1));
    }
}

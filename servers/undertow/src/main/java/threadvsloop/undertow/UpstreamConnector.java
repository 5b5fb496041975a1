package threadvsloop.undertow;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientRequest;
import io.undertow.client.UndertowClient;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioExecutor;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.UpstreamPool;
import threadvsloop.endpoints.options.HostPort;

/// Makes connections to the upstream for one I/O thread, through Undertow's own client in that thread.
final class UpstreamConnector implements UpstreamPool.Connector {
    private static final OptionMap SOCKETS = OptionMap.create(Options.TCP_NODELAY, true);
    private static final int BUFFER_BYTES = 4 * 1024;

    private final IoLoop loop;

    /// Null if the host is unknown.
    private final @Nullable URI address;

    private final String host;
    private final DefaultByteBufferPool buffers =
            new DefaultByteBufferPool(true, BUFFER_BYTES, UndertowServer.BUFFERS_KEPT, 0);
    private final UpstreamPool<UpstreamConnection> pool;

    private UpstreamConnector(IoLoop loop, HostPort upstream, int bound) {
        this.loop = loop;
        this.address = resolve(upstream);
        this.host = upstream.host() + ':' + upstream.port();
        this.pool = new UpstreamPool<>(bound, this);
    }

    /// The upstream as the I/O thread calls it.
    ///
    /// @param bound of connections open at once
    static AsyncUpstream pool(IoLoop loop, HostPort upstream, int bound) {
        return new UpstreamConnector(loop, upstream, bound).pool;
    }

    /// Undertow's client looks names up for each connection; of an address there is nothing to look up.
    private static @Nullable URI resolve(HostPort upstream) {
        InetAddress address = new InetSocketAddress(upstream.host(), upstream.port()).getAddress();
        if (address == null) {
            return null;
        }
        String text = address.getHostAddress();
        return URI.create(
                "http://" + (address instanceof Inet6Address ? '[' + text + ']' : text) + ':' + upstream.port());
    }

    @Override
    public void connect(UpstreamPool.Call call) {
        Connecting connecting = new Connecting(call);
        if (address == null) {
            connecting.failed(new UnknownHostException(host));
        } else {
            UndertowClient.getInstance().connect(connecting, address, loop.thread, buffers, SOCKETS);
        }
    }

    IoLoop loop() {
        return loop;
    }

    UpstreamPool<UpstreamConnection> pool() {
        return pool;
    }

    ClientRequest request(UpstreamPool.Call call) {
        ClientRequest request = new ClientRequest().setMethod(Methods.GET).setPath(call.path());
        request.getRequestHeaders().put(Headers.HOST, host);
        return request;
    }

    /// A connection that is being made for a call.
    private final class Connecting implements ClientCallback<ClientConnection> {
        private final UpstreamPool.Call call;
        private final XnioExecutor.Key deadline;
        private boolean over;

        Connecting(UpstreamPool.Call call) {
            this.call = call;
            this.deadline = loop.after(UpstreamConnection.TIMEOUT_NS, () -> failed(UpstreamConnection.silent()));
        }

        @Override
        public void completed(ClientConnection connection) {
            if (over) {
                IoUtils.safeClose(connection);
                return;
            }
            over = true;
            deadline.remove();
            new UpstreamConnection(UpstreamConnector.this, connection).send(call);
        }

        @Override
        public void failed(IOException e) {
            // Not within the call that asked.
            loop.execute(() -> {
                if (!over) {
                    over = true;
                    deadline.remove();
                    pool.failed(call, false, e);
                }
            });
        }
    }
}

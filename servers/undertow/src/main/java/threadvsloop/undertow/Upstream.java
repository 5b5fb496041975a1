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
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioExecutor;
import threadvsloop.endpoints.AsyncUpstream;
import threadvsloop.endpoints.HostPort;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.Reply;
import threadvsloop.endpoints.UpstreamAnswer;

/// The upstream as one I/O thread calls it, through Undertow's own client in that thread. Connections that are idle are
/// kept, and the one used last is used next; calls beyond the bound queue in order.
final class Upstream implements AsyncUpstream {
    private static final OptionMap SOCKETS = OptionMap.create(Options.TCP_NODELAY, true);
    private static final int BUFFER_BYTES = 4 * 1024;

    /// A call that is not done.
    record Call(int ms, Reply<UpstreamAnswer> reply) {}

    private final IoLoop loop;

    /// Null if the host is unknown.
    private final @Nullable URI address;

    private final String host;
    private final int bound;
    private final DefaultByteBufferPool buffers =
            new DefaultByteBufferPool(true, BUFFER_BYTES, UndertowServer.BUFFERS_KEPT, 0);
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> queue = new ArrayDeque<>();
    private final AtomicLong queued = new AtomicLong();
    private int open;

    Upstream(IoLoop loop, HostPort upstream, int bound) {
        this.loop = loop;
        this.address = resolve(upstream);
        this.host = upstream.host() + ':' + upstream.port();
        this.bound = bound;
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

    ClientRequest request(Call call) {
        ClientRequest request = new ClientRequest().setMethod(Methods.GET).setPath("/wait/" + call.ms());
        request.getRequestHeaders().put(Headers.HOST, host);
        return request;
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
    void failed(Call call, IOException cause) {
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

    /// A connection that is being made for a call.
    private final class Connecting implements ClientCallback<ClientConnection> {
        private final Call call;
        private final XnioExecutor.Key deadline;
        private boolean over;

        Connecting(Call call) {
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
            new UpstreamConnection(Upstream.this, connection).send(call);
        }

        @Override
        public void failed(IOException e) {
            // Not within the call that asked.
            loop.execute(() -> {
                if (!over) {
                    over = true;
                    deadline.remove();
                    Upstream.this.failed(call, e);
                }
            });
        }
    }
}

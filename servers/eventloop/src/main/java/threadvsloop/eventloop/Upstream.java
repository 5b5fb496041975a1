package threadvsloop.eventloop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.AsyncUpstream;
import threadvsloop.endpoints.HostPort;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.Reply;
import threadvsloop.endpoints.UpstreamAnswer;
import threadvsloop.http.ParsedAnswer;

/// The upstream as one loop calls it, through sockets on the loop itself. Connections that are idle are kept, and the
/// one
/// used last is used next; calls beyond the bound queue in order.
final class Upstream implements AsyncUpstream {

    /// A call that is not done.
    record Call(int ms, Reply<UpstreamAnswer> reply) {}

    private final EventLoop loop;
    private final InetSocketAddress address;
    private final String headers;
    private final int bound;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> queue = new ArrayDeque<>();
    private final AtomicLong queued = new AtomicLong();
    private int open;

    Upstream(EventLoop loop, HostPort upstream, int bound) {
        this.loop = loop;
        this.address = new InetSocketAddress(upstream.host(), upstream.port());
        this.headers = " HTTP/1.1\r\nHost: " + upstream.host() + ':' + upstream.port() + "\r\n\r\n";
        this.bound = bound;
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
        try {
            UpstreamConnection.open(loop, this, call);
        } catch (IOException e) {
            // Not within the call that asked.
            loop.sleep(0, () -> failed(call, e));
        }
    }

    InetSocketAddress address() {
        return address;
    }

    ByteBuffer request(Call call) {
        return ByteBuffer.wrap(("GET /wait/" + call.ms() + headers).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A connection has been given its answer.
    ///
    /// @param connection null if it cannot be used again, and is closed
    void done(Call call, ParsedAnswer.Complete answer, @Nullable UpstreamConnection connection) {
        if (connection == null) {
            open--;
        } else {
            idle.add(connection);
        }
        beginQueued();
        call.reply().done(new UpstreamAnswer(answer.status(), answer.body()));
    }

    /// A connection is closed, and its call has failed.
    void failed(Call call, Exception cause) {
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

package threadvsloop.eventloop;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.backends.UpstreamPool;
import threadvsloop.http.AnswerParser;
import threadvsloop.http.ParsedAnswer;

/// One connection to the upstream, as a state machine on its loop:
///
/// ```
///            connected            answered (complete)
///  CONNECTING ───────► BUSY ──────────────────────────► IDLE
///       │               │ ▲                              │ │
///       │               │ └──────────────────────────────┘ │
///       │               │           send                   │
///       └── refused ────┴── garbage, end, 70 s without a byte ──► closed
/// ```
final class UpstreamConnection extends DeadlineQueue.Entry implements ReadyHandler, UpstreamPool.Link {
    private static final Logger LOG = System.getLogger(UpstreamConnection.class.getName());

    private final EventLoop loop;
    private final UpstreamConnector upstream;
    private final SocketChannel channel;
    private final AnswerParser parser = new AnswerParser();
    private final SelectionKey key;

    /// Null when idle or closed.
    private UpstreamPool.@Nullable Call call;

    /// What is left of the request; null when it is sent.
    private @Nullable ByteBuffer unsent;

    private boolean closed;

    private UpstreamConnection(
            EventLoop loop, UpstreamConnector upstream, SocketChannel channel, UpstreamPool.Call call)
            throws IOException {
        this.loop = loop;
        this.upstream = upstream;
        this.channel = channel;
        this.call = call;
        this.unsent = upstream.request(call);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(upstream.address());
        key = loop.register(channel, connected ? OP_WRITE : OP_CONNECT, this);
        loop.upstreamDeadlines.set(this, loop.nowNs());
    }

    /// Opens a connection for a call. The pool is told what becomes of it.
    ///
    /// @throws IOException if there can be none; then nobody is told
    static void open(EventLoop loop, UpstreamConnector upstream, UpstreamPool.Call call) throws IOException {
        if (upstream.address().isUnresolved()) {
            throw new IOException("unknown host " + upstream.address().getHostString());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            UpstreamConnection _ = new UpstreamConnection(loop, upstream, channel, call);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void send(UpstreamPool.Call next) {
        call = next;
        unsent = upstream.request(next);
        loop.upstreamDeadlines.set(this, loop.nowNs());
        try {
            write();
        } catch (IOException e) {
            // Not within the call that asked.
            loop.sleep(0, () -> fail(e));
        }
    }

    @Override
    public void ready() {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                write();
            } else if (key.isWritable()) {
                write();
            } else {
                read();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void write() throws IOException {
        if (unsent == null) {
            return;
        }
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            unsent = null;
        }
        int wanted = unsent == null ? OP_READ : OP_WRITE;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void read() throws IOException {
        ByteBuffer in = loop.read(channel);
        if (in == null) {
            throw new EOFException("the upstream closed the connection");
        }
        if (call == null) {
            throw new IOException("the upstream speaks without being asked");
        }
        loop.upstreamDeadlines.set(this, loop.nowNs());
        switch (parser.parse(in)) {
            case ParsedAnswer.Complete answer -> complete(call, answer, in);
            case ParsedAnswer.Garbage garbage -> throw new IOException(garbage.reason());
            case ParsedAnswer.Unfinished.NEED_MORE -> {}
        }
    }

    private void complete(UpstreamPool.Call answered, ParsedAnswer.Complete answer, ByteBuffer rest) {
        call = null;
        clearDeadline();
        boolean keep = answer.keepAlive() && !rest.hasRemaining();
        rest.position(rest.limit());
        if (!keep) {
            close();
        }
        upstream.pool().done(answered, new UpstreamAnswer(answer.status(), answer.body()), keep ? this : null);
    }

    @Override
    void expired() {
        fail(new SocketTimeoutException("the upstream is silent"));
    }

    private void fail(IOException e) {
        if (closed) {
            return;
        }
        LOG.log(Level.DEBUG, "connection to the upstream lost", e);
        close();
        if (call == null) {
            upstream.pool().lost(this);
            return;
        }
        UpstreamPool.Call failed = call;
        call = null;
        upstream.pool().failed(failed, parser.isMidAnswer(), e);
    }

    @Override
    public void abandon() {
        fail(new IOException("given up"));
    }

    private void close() {
        closed = true;
        clearDeadline();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection to the upstream", e);
        }
    }
}

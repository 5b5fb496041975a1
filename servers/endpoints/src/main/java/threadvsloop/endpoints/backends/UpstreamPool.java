package threadvsloop.endpoints.backends;

import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The upstream as one loop calls it, through connections of that loop alone. Those that are idle are kept,
/// and the one used last is used next; calls beyond the bound queue in order.
///
/// A connection carries one call at a time and says how it ended: [#done] or [#failed]. One that ends while
/// it is idle says [#lost]. Never within [Connector#connect] or [Link#send], and all on the loop's thread.
///
/// @param <C> the connections
public final class UpstreamPool<C extends UpstreamPool.Link> implements AsyncUpstream {

    /// A connection that is open.
    public interface Link {

        /// Makes a call. The connection is idle.
        void send(Call call);
    }

    /// Makes connections.
    public interface Connector {

        /// Opens a connection and makes a call on it.
        void connect(Call call);
    }

    /// A call that is not done.
    public static final class Call {
        private final int ms;
        private final Reply<UpstreamAnswer> reply;

        /// Whether it is on a connection that an earlier call had used.
        private boolean onKept;

        private Call(int ms, Reply<UpstreamAnswer> reply) {
            this.ms = ms;
            this.reply = reply;
        }

        /// What it asks for.
        public String path() {
            return "/wait/" + ms;
        }
    }

    private final int bound;
    private final Connector connector;
    private final ArrayDeque<C> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> queue = new ArrayDeque<>();
    private final AtomicLong queued = new AtomicLong();
    private int open;

    /// @param bound of connections open at once
    public UpstreamPool(int bound, Connector connector) {
        if (bound < 1) {
            throw new IllegalArgumentException("a pool of " + bound + " connections; it must be 1 or more");
        }
        this.bound = bound;
        this.connector = connector;
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
        C kept = idle.pollLast();
        if (kept == null) {
            beginAnew(call);
        } else {
            call.onKept = true;
            kept.send(call);
        }
    }

    private void beginAnew(Call call) {
        call.onKept = false;
        open++;
        connector.connect(call);
    }

    /// A call has its answer.
    ///
    /// @param connection null if it cannot be used again, and is closed
    public void done(Call call, UpstreamAnswer answer, @Nullable C connection) {
        if (connection == null) {
            open--;
        } else {
            idle.add(connection);
        }
        beginQueued();
        call.reply.done(answer);
    }

    /// A connection is closed, or was never made, and its call is without an answer. If an earlier call had
    /// used the connection, the upstream may have closed it before it knew of this one, which is then made
    /// again on a new one.
    ///
    /// @param answering whether some of the answer had arrived
    public void failed(Call call, boolean answering, Throwable cause) {
        open--;
        if (call.onKept && !answering && !(cause instanceof SocketTimeoutException)) {
            beginAnew(call);
        } else {
            beginQueued();
            call.reply.failed(BackendException.ofUpstream(cause));
        }
    }

    /// An idle connection is closed.
    public void lost(C connection) {
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

package threadvsloop.clients.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.HostPort;
import threadvsloop.http.ParsedAnswer;

/// The upstream through blocking sockets. Those that are idle are kept; the one used last is used next.
final class SocketUpstream implements BlockingUpstream {
    private final HostPort upstream;
    private final Turns turns;
    private final ConcurrentLinkedDeque<UpstreamConnection> idle = new ConcurrentLinkedDeque<>();

    SocketUpstream(HostPort upstream, int pool) {
        this.upstream = upstream;
        this.turns = new Turns(pool);
    }

    @Override
    public UpstreamAnswer call(int ms) throws BackendException, InterruptedException {
        turns.take();
        try {
            ParsedAnswer.Complete answer = callOnKept(ms);
            if (answer == null) {
                answer = call(open(), ms);
            }
            return new UpstreamAnswer(answer.status(), answer.body());
        } catch (IOException e) {
            throw BackendException.ofUpstream(e);
        } finally {
            turns.giveBack();
        }
    }

    @Override
    public long queued() {
        return turns.waited();
    }

    /// Null without a connection that is still good: the upstream may have closed one that was idle, which shows only
    /// in
    /// its next use.
    private ParsedAnswer.@Nullable Complete callOnKept(int ms) throws IOException {
        UpstreamConnection kept = idle.pollLast();
        if (kept == null) {
            return null;
        }
        try {
            return call(kept, ms);
        } catch (IOException e) {
            if (kept.isMidAnswer() || e instanceof SocketTimeoutException) {
                throw e;
            }
            return null;
        }
    }

    private ParsedAnswer.Complete call(UpstreamConnection connection, int ms) throws IOException {
        boolean keep = false;
        try {
            ParsedAnswer.Complete answer = connection.call(ms);
            keep = answer.keepAlive();
            return answer;
        } finally {
            if (keep) {
                idle.add(connection);
            } else {
                connection.close();
            }
        }
    }

    private UpstreamConnection open() throws IOException {
        return UpstreamConnection.open(new InetSocketAddress(upstream.host(), upstream.port()));
    }
}

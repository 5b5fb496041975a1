package threadvsloop.loadgen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;

/// Requests and their answers on the open connections of one loop, one in flight on each.
///
/// ```
/// free → begin() → sending ──→ awaiting the answer → answered → free, or lost if the answer closes its connection
///                     └────────────────┴ timed out, reset, closed early, malformed → lost
/// ```
///
/// One write, one read and one reading of the clock per request where the socket allows it. The read buffer and the
/// request's bytes are shared by all connections.
final class Exchanges {
    private static final int EXAMPLE_BYTES = 100;

    private final LoopClock clock;
    private final Recorder recorder;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(64 * 1024);
    private final long timeoutNs;

    /// In order of their sending, which is that of their deadlines.
    private final ConnectionQueue inFlight = new ConnectionQueue();

    private Workload workload = new IdleWorkload();
    private LostConnections lost = _ -> {};

    /// Where connections go that can no longer be used.
    interface LostConnections {
        void lost(Connection connection);
    }

    /// @param wire the request, as it stands on the wire
    Exchanges(LoopClock clock, Recorder recorder, byte[] wire, long timeoutNs) {
        this.clock = clock;
        this.recorder = recorder;
        this.request = ByteBuffer.allocateDirect(wire.length).put(wire);
        this.timeoutNs = timeoutNs;
    }

    /// Ties the knot: those two need this, and this needs them.
    void connect(Workload workload, LostConnections lost) {
        this.workload = workload;
        this.lost = lost;
    }

    /// Sends the request on a free connection.
    ///
    /// @param dueNs when the request had started and the connection was free
    /// @param sentNs now
    void begin(Connection c, long intendedNs, long dueNs, long sentNs) {
        c.intendedNs = intendedNs;
        c.sentNs = sentNs;
        c.writtenBytes = 0;
        c.busy = true;
        c.parser.reset();
        inFlight.add(c);
        recorder.sent(intendedNs, dueNs, sentNs);
        write(c);
    }

    /// The selector says that the socket takes bytes again.
    void writable(Connection c) {
        if (write(c)) {
            c.key().interestOps(SelectionKey.OP_READ);
        }
    }

    /// The selector says that there is something to read.
    void readable(Connection c) {
        answer.clear();
        int bytes;
        try {
            bytes = c.channel().read(answer);
        } catch (IOException e) {
            clock.read();
            broken(c, e);
            return;
        }
        long nowNs = clock.read();
        if (!c.busy) {
            unasked(c, bytes);
        } else if (bytes < 0) {
            ended(c, nowNs);
        } else {
            answer.flip();
            received(c, nowNs);
        }
    }

    /// When [#expire] has something to do next.
    long nextNs() {
        Connection first = inFlight.peek();
        return first == null ? Long.MAX_VALUE : first.sentNs + timeoutNs;
    }

    /// Gives up requests that were sent a timeout ago.
    void expire(long nowNs) {
        for (Connection c = inFlight.peek(); c != null && c.sentNs + timeoutNs <= nowNs; c = inFlight.peek()) {
            fail(c, Outcome.TIMED_OUT, nowNs);
        }
    }

    /// Gives up all requests.
    void abandon(long nowNs) {
        for (Connection c = inFlight.peek(); c != null; c = inFlight.peek()) {
            fail(c, Outcome.UNFINISHED, nowNs);
        }
    }

    /// Whether the request has left altogether; if not, [#writable] goes on with it.
    private boolean write(Connection c) {
        request.position(c.writtenBytes);
        try {
            c.writtenBytes += c.channel().write(request);
        } catch (IOException e) {
            broken(c, e);
            return false;
        }
        if (c.writtenBytes == request.limit()) {
            return true;
        }
        c.key().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return false;
    }

    private void received(Connection c, long nowNs) {
        switch (c.parser.parse(answer)) {
            case NEED_MORE -> {}
            case MALFORMED -> malformed(c, c.parser.defect(), nowNs);
            case COMPLETE -> {
                if (answer.hasRemaining()) {
                    malformed(c, answer.remaining() + " bytes after the answer", nowNs);
                } else if (c.writtenBytes < request.limit()) {
                    answered(c, true, nowNs);
                } else {
                    answered(c, c.parser.closes(), nowNs);
                }
            }
        }
    }

    /// The server has ended the connection.
    private void ended(Connection c, long nowNs) {
        if (c.parser.end() == ResponseParser.Result.COMPLETE) {
            answered(c, true, nowNs);
        } else {
            recorder.example(Outcome.CLOSED_EARLY, () -> "the connection ended before the answer was complete");
            fail(c, Outcome.CLOSED_EARLY, nowNs);
        }
    }

    private void answered(Connection c, boolean closes, long nowNs) {
        inFlight.remove(c);
        c.busy = false;
        int status = c.parser.status();
        Outcome outcome = Outcome.ofStatus(status);
        if (outcome.good()) {
            c.answers += recorder.book(c.intendedNs);
        } else {
            recorder.example(outcome, () -> "status " + status);
        }
        recorder.ended(outcome, c.intendedNs, c.sentNs, nowNs);
        if (closes) {
            lost.lost(c);
        } else {
            workload.free(c, nowNs);
        }
    }

    private void malformed(Connection c, String defect, long nowNs) {
        recorder.example(Outcome.MALFORMED_ANSWER, () -> defect + ": " + excerpt());
        fail(c, Outcome.MALFORMED_ANSWER, nowNs);
    }

    /// The operating system says that the connection is of no use any more.
    private void broken(Connection c, IOException e) {
        if (c.busy) {
            recorder.example(Outcome.RESET, () -> ConnectFault.detail(e));
            fail(c, Outcome.RESET, clock.last());
        } else {
            workload.gone(c);
            lost.lost(c);
        }
    }

    /// A connection without a request has ended, or brings bytes that nobody asked for.
    private void unasked(Connection c, int bytes) {
        if (bytes > 0) {
            answer.flip();
            recorder.unasked(() -> bytes + " bytes without a request: " + excerpt());
        }
        workload.gone(c);
        lost.lost(c);
    }

    private void fail(Connection c, Outcome outcome, long nowNs) {
        inFlight.remove(c);
        c.busy = false;
        recorder.ended(outcome, c.intendedNs, c.sentNs, nowNs);
        lost.lost(c);
    }

    /// What was just read, as far as it helps, with control characters escaped.
    private String excerpt() {
        byte[] bytes = new byte[Math.min(answer.limit(), EXAMPLE_BYTES)];
        answer.get(0, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder escaped = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                default -> escaped.append(c < ' ' || c > '~' ? '.' : c);
            }
        }
        return escaped.append(bytes.length < answer.limit() ? "…'" : "'").toString();
    }
}

package threadvsloop.loadgen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Requests and their answers on the open connections of one loop, one in flight on each.
///
/// ```
/// begin() → sending ──→ awaiting the answer → answered
///              └────────────────┴ timed out, reset, closed early, malformed → failed
/// ```
///
/// What becomes of the connection is decided by its [ConnectionUse]. One write, one read and one reading of the clock
/// per request where the socket allows it. The read buffer and the requests' bytes are shared by all connections.
///
/// With a [ReadingPace] answers are read piece by piece, and a request is timed out when nothing has come for a timeout
/// although it would be read.
final class Exchanges {
    private static final int EXAMPLE_BYTES = 100;

    private final LoopClock clock;
    private final Recorder recorder;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(64 * 1024);
    private final long timeoutNs;
    private final @Nullable ReadingPace pace;
    private final int mostBytesAtOnce;

    /// In order of their waiting since, which is that of their deadlines.
    private final ConnectionQueue inFlight = new ConnectionQueue();

    /// @param pace null to read whatever there is
    Exchanges(LoopClock clock, Recorder recorder, long timeoutNs, @Nullable ReadingPace pace) {
        this.clock = clock;
        this.recorder = recorder;
        this.timeoutNs = timeoutNs;
        this.pace = pace;
        mostBytesAtOnce = pace == null ? answer.capacity() : pace.bytesAtOnce();
    }

    /// Sends a request on an open connection that has none.
    ///
    /// @param dueNs when the request had started and the connection was free
    /// @param sentNs now
    void begin(Connection c, int kind, long intendedNs, long dueNs, long sentNs) {
        c.kind = kind;
        c.intendedNs = intendedNs;
        c.sentNs = sentNs;
        c.sinceNs = sentNs;
        c.writtenBytes = 0;
        c.busy = true;
        c.begun = false;
        Wire wire = c.wires[kind];
        c.parser.reset(wire.toHead, wire.last);
        inFlight.add(c);
        recorder.sent(kind, intendedNs, dueNs, sentNs);
        write(c);
    }

    /// The selector says that the socket takes bytes again.
    void writable(Connection c) {
        if (write(c)) {
            c.key().interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    /// The selector says that there is something to read.
    void readable(Connection c) {
        answer.clear().limit(mostBytesAtOnce);
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
            recorder.received(c.kind, bytes);
            if (!c.begun) {
                c.begun = true;
                recorder.began(c.kind, c.intendedNs, c.sentNs, nowNs);
            }
            received(c, nowNs);
        }
    }

    /// When [#tend] has something to do next.
    long nextNs() {
        Connection first = inFlight.peek();
        long expiryNs = first == null ? Long.MAX_VALUE : first.sinceNs + timeoutNs;
        return pace == null ? expiryNs : Math.min(expiryNs, pace.nextNs());
    }

    /// Gives up requests that have waited for a timeout, and reads on where a pause is over.
    void tend(long nowNs) {
        for (Connection c = inFlight.peek(); c != null && c.sinceNs + timeoutNs <= nowNs; c = inFlight.peek()) {
            fail(c, Outcome.TIMED_OUT, nowNs);
        }
        if (pace != null) {
            readOn(pace, nowNs, nowNs);
        }
    }

    /// Gives up all requests.
    void abandon(long nowNs) {
        if (pace != null) {
            readOn(pace, Long.MAX_VALUE, nowNs);
        }
        for (Connection c = inFlight.peek(); c != null; c = inFlight.peek()) {
            fail(c, Outcome.UNFINISHED, nowNs);
        }
    }

    /// Whether the request has left altogether; if not, [#writable] goes on with it.
    private boolean write(Connection c) {
        ByteBuffer request = c.wires[c.kind].bytes;
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
            case NEED_MORE -> {
                if (pace != null) {
                    inFlight.remove(c);
                    pause(pace, c, nowNs);
                }
            }
            case MALFORMED -> malformed(c, c.parser.defect(), nowNs);
            case COMPLETE -> {
                if (answer.hasRemaining()) {
                    malformed(c, answer.remaining() + " bytes after the answer", nowNs);
                } else if (isWriting(c)) {
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
        Outcome outcome = outcome(c);
        if (outcome.good()) {
            c.answers += recorder.book(c.intendedNs);
        }
        recorder.ended(c.kind, outcome, c.intendedNs, c.sentNs, nowNs);
        if (pace == null) {
            c.lane.use().answered(c, closes, nowNs);
        } else {
            c.closes = closes;
            pause(pace, c, nowNs);
        }
    }

    private Outcome outcome(Connection c) {
        int status = c.parser.status();
        Outcome outcome = Outcome.ofStatus(status);
        if (!outcome.good()) {
            recorder.example(outcome, () -> "status " + status);
            return outcome;
        }
        long expected = c.wires[c.kind].answerBytes;
        if (expected == RequestKind.ANY_LENGTH || c.parser.bodyBytes() == expected) {
            return outcome;
        }
        recorder.example(
                Outcome.WRONG_LENGTH,
                () -> "status " + status + " with " + c.parser.bodyBytes() + " bytes instead of " + expected);
        return Outcome.WRONG_LENGTH;
    }

    private boolean isWriting(Connection c) {
        return c.writtenBytes < c.wires[c.kind].bytes.limit();
    }

    /// Leaves the rest of an answer with the server for a while; after a whole answer, waits as long before the next.
    private void pause(ReadingPace pace, Connection c, long nowNs) {
        c.answers += recorder.book(nowNs);
        pace.pause(c, nowNs);
        c.key().interestOps(isWriting(c) ? SelectionKey.OP_WRITE : 0);
    }

    /// Goes on where a pause has ended by a moment.
    private void readOn(ReadingPace pace, long byNs, long nowNs) {
        for (Connection c = pace.poll(byNs); c != null; c = pace.poll(byNs)) {
            c.key().interestOpsOr(SelectionKey.OP_READ);
            if (c.busy) {
                c.sinceNs = nowNs;
                inFlight.add(c);
            } else {
                c.lane.use().answered(c, c.closes, nowNs);
            }
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
            c.lane.use().ended(c, clock.last());
        }
    }

    /// A connection without a request has ended, or brings bytes that nobody asked for.
    private void unasked(Connection c, int bytes) {
        if (bytes == 0) {
            return;
        }
        if (bytes > 0) {
            answer.flip();
            recorder.unasked(() -> bytes + " bytes without a request: " + excerpt());
        }
        c.lane.use().ended(c, clock.last());
    }

    private void fail(Connection c, Outcome outcome, long nowNs) {
        inFlight.remove(c);
        c.busy = false;
        recorder.ended(c.kind, outcome, c.intendedNs, c.sentNs, nowNs);
        c.lane.use().failed(c, nowNs);
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

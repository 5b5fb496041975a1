package threadvsloop.loadgen.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.http.Excerpt;
import threadvsloop.loadgen.http.ResponseParser;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.loadgen.record.AddressTally;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.Outcome;

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
/// With a [Pace] answers are read piece by piece, or requests written so. A request is then timed out when
/// for a timeout nothing has come although it would be read, or nothing was taken although it would be
/// written.
final class Exchanges {
    private final LoopClock clock;
    private final Recorder recorder;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(64 * 1024);
    private final long timeoutNs;
    private final @Nullable Pace pace;
    private final int mostBytesAtOnce;
    private final boolean writesSlowly;
    private final int firstPieceBytes;

    /// In order of their waiting since, which is that of their deadlines.
    private final ConnectionQueue inFlight = new ConnectionQueue();

    /// @param pace null to write and read whatever there is
    Exchanges(LoopClock clock, Recorder recorder, long timeoutNs, @Nullable Pace pace) {
        this.clock = clock;
        this.recorder = recorder;
        this.timeoutNs = timeoutNs;
        this.pace = pace;
        writesSlowly = pace != null && pace.isWriting();
        firstPieceBytes = pace == null ? Integer.MAX_VALUE : pace.bytesAtOnce();
        mostBytesAtOnce = pace == null || writesSlowly ? answer.capacity() : pace.bytesAtOnce();
    }

    /// Whether this is for slow writers.
    boolean writesSlowly() {
        return writesSlowly;
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
        c.pieceEndBytes = firstPieceBytes;
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
                c.begunNs = nowNs;
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

    /// Gives up requests that have waited for a timeout, and goes on where a pause is over.
    void tend(long nowNs) {
        for (Connection c = inFlight.peek(); c != null && c.sinceNs + timeoutNs <= nowNs; c = inFlight.peek()) {
            fail(c, Outcome.TIMED_OUT, nowNs);
        }
        if (pace != null) {
            goOn(pace, nowNs);
        }
    }

    /// Gives up all requests.
    void abandon(long nowNs) {
        if (pace != null) {
            endPauses(pace, nowNs);
        }
        for (Connection c = inFlight.peek(); c != null; c = inFlight.peek()) {
            fail(c, Outcome.UNFINISHED, nowNs);
        }
    }

    /// Whether the request has left altogether; if not, [#writable] goes on with it.
    private boolean write(Connection c) {
        ByteBuffer request = c.wires[c.kind].bytes;
        if (pace != null && writesSlowly) {
            return writePiece(pace, c, request);
        }
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

    /// Writes what may be written at once, and then pauses unless that was all. The request's buffer is used
    /// by slow writers alone, so that its limit is theirs to set.
    private boolean writePiece(Pace pace, Connection c, ByteBuffer request) {
        int length = c.wires[c.kind].lengthBytes;
        request.limit(Math.min(length, c.pieceEndBytes)).position(c.writtenBytes);
        int bytes;
        try {
            bytes = c.channel().write(request);
        } catch (IOException e) {
            broken(c, e);
            return false;
        }
        c.writtenBytes += bytes;
        recorder.wrote(c.kind, bytes);
        if (c.writtenBytes < request.limit()) {
            c.key().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            return false;
        }
        if (c.writtenBytes < length) {
            inFlight.remove(c);
            pace.pause(c, clock.last());
        }
        return true;
    }

    private void received(Connection c, long nowNs) {
        switch (c.parser.parse(answer)) {
            case NEED_MORE -> {
                if (pace != null && !writesSlowly) {
                    inFlight.remove(c);
                    pause(pace, c, nowNs);
                    c.key().interestOps(isWriting(c) ? SelectionKey.OP_WRITE : 0);
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
        leave(c);
        c.busy = false;
        Outcome outcome = outcome(c);
        if (outcome.good()) {
            c.answers += recorder.book(c.intendedNs);
            recorder.answered(c.kind, outcome, c.intendedNs, c.sentNs, c.begunNs, nowNs);
        } else {
            recorder.failed(c.kind, outcome, c.intendedNs, nowNs);
        }
        tally(c, outcome, nowNs);
        c.answered = true;
        c.fruitless = 0;
        if (pace == null) {
            c.lane.use().answered(c, closes, nowNs);
        } else {
            if (isWriting(c)) {
                recorder.answeredEarly(c.kind, c.intendedNs);
            }
            c.closes = closes;
            pause(pace, c, nowNs);
            c.key().interestOps(0);
        }
    }

    private Outcome outcome(Connection c) {
        int status = c.parser.status();
        Outcome outcome = Outcome.ofStatus(status);
        if (!outcome.good()) {
            recorder.example(outcome, () -> "status " + status);
            return outcome;
        }
        if (Outcome.redirects(status)) {
            recorder.redirected(c.kind, c.intendedNs);
            recorder.example(outcome, () -> "status " + status + Excerpt.location(answer));
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
        return c.writtenBytes < c.wires[c.kind].lengthBytes;
    }

    /// Leaves the rest of an answer with the server for a while; after a whole answer, waits as long before the next.
    private void pause(Pace pace, Connection c, long nowNs) {
        c.answers += recorder.book(nowNs);
        pace.pause(c, nowNs);
    }

    /// Goes on where a pause is over: with the answer, the request, or the next request.
    private void goOn(Pace pace, long nowNs) {
        for (Connection c = pace.poll(nowNs); c != null; c = pace.poll(nowNs)) {
            boolean amidst = c.busy;
            resume(c, nowNs);
            if (amidst && writesSlowly) {
                c.pieceEndBytes = c.writtenBytes + pace.bytesAtOnce();
                write(c);
            }
        }
    }

    private void endPauses(Pace pace, long nowNs) {
        for (Connection c = pace.poll(Long.MAX_VALUE); c != null; c = pace.poll(Long.MAX_VALUE)) {
            resume(c, nowNs);
        }
    }

    private void resume(Connection c, long nowNs) {
        c.key().interestOpsOr(SelectionKey.OP_READ);
        if (c.busy) {
            c.sinceNs = nowNs;
            inFlight.add(c);
        } else {
            c.lane.use().answered(c, c.closes, nowNs);
        }
    }

    /// The request is over, whatever it was at.
    private void leave(Connection c) {
        if (c.pauses && pace != null) {
            pace.remove(c);
        } else {
            inFlight.remove(c);
        }
    }

    private void malformed(Connection c, String defect, long nowNs) {
        recorder.example(Outcome.MALFORMED_ANSWER, () -> defect + ": " + Excerpt.of(answer));
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
            recorder.unasked(() -> bytes + " bytes without a request: " + Excerpt.of(answer));
        }
        c.lane.use().ended(c, clock.last());
    }

    private void fail(Connection c, Outcome outcome, long nowNs) {
        leave(c);
        c.busy = false;
        recorder.failed(c.kind, outcome, c.intendedNs, nowNs);
        tally(c, outcome, nowNs);
        c.lane.use().failed(c, nowNs);
    }

    /// Slow readers and writers are in no figures of addresses either.
    private void tally(Connection c, Outcome outcome, long nowNs) {
        AddressTally tally = c.route.tally;
        if (tally != null && pace == null) {
            tally.ended(recorder.book(c.intendedNs) == 1, outcome.good(), nowNs - c.intendedNs);
        }
    }
}

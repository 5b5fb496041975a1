package threadvsloop.loadgen.http;

import java.nio.ByteBuffer;

/// An HTTP/1.x answer, byte by byte: bytes in, a verdict out. No sockets, no clock, no allocation. Strict (RFC 9112):
/// what is not plainly an answer is malformed, for an instrument must not guess where an answer ends.
///
/// ```
/// STATUS → REASON → LINE_LF → FIELD ─(empty line)→ HEAD_LF → COMPLETE | FIXED | CHUNKS | UNTIL_CLOSE
///                       ↑        ↓ NAME → VALUE_START → VALUE ─┐      (after the last chunk: FIELD)
///                       └──────────────────────────────────────┘      (a line that begins with a blank: VALUE_START)
/// ```
///
/// An interim answer (1xx but 101) goes back to STATUS. A line that begins with a blank goes on with the value of the
/// field before it, from which it is apart by a blank (RFC 9112, section 5.2); so a value ends where the next line
/// shows
/// that it does.
public final class ResponseParser {
    public enum Result {
        NEED_MORE,
        COMPLETE,
        MALFORMED
    }

    /// A head or a trailer above this is malformed.
    static final int MAX_HEAD_BYTES = 65_536;

    private enum State {
        STATUS,
        REASON,
        LINE_LF,
        FIELD,
        NAME,
        VALUE_START,
        VALUE,
        HEAD_LF,
        FIXED,
        UNTIL_CLOSE,
        CHUNKS,
        COMPLETE,
        MALFORMED
    }

    private static final int ELSEWHERE = -1;
    private static final long UNKNOWN = -1;

    private boolean toHead;
    private LastHead last;
    private final StatusLine line = new StatusLine();
    private final FieldReader fields = new FieldReader();
    private final ChunkReader chunks = new ChunkReader();

    /// Where the head being read begins in the buffer at hand, unless it began in an earlier one.
    private int headStart = ELSEWHERE;

    private State state = State.STATUS;
    private int headBytes;
    private boolean inTrailer;
    /// A field has been read, so that a folded line may follow; and its value matters, and is not ended yet.
    private boolean afterField;

    private boolean valueOpen;
    private long remaining;
    private long bodyBytes;
    private String defect = "";

    /// @param toHead whether the request is a HEAD, whose answer has no body whatever its fields say
    /// @param last shared by the parsers of a loop, for answers of the same kind
    public ResponseParser(boolean toHead, LastHead last) {
        this.toHead = toHead;
        this.last = last;
    }

    /// Makes ready for the next answer, of another kind perhaps.
    public void reset(boolean toHead, LastHead last) {
        this.toHead = toHead;
        this.last = last;
        reset();
    }

    /// Makes ready for the next answer of the same kind.
    public void reset() {
        state = State.STATUS;
        line.reset();
        headBytes = 0;
        inTrailer = false;
        afterField = false;
        valueOpen = false;
        remaining = 0;
        bodyBytes = 0;
        fields.reset();
    }

    /// The status, once its line was read.
    public int status() {
        return line.status();
    }

    /// The length of a complete answer's body, without the framing of chunks.
    public long bodyBytes() {
        return bodyBytes;
    }

    /// What is wrong with a malformed answer, in a few words.
    public String defect() {
        return defect;
    }

    /// Whether the connection may not be used again after this complete answer.
    public boolean closes() {
        boolean old = line.minorVersion() == 0 && (!fields.keepsAlive() || fields.coded());
        return fields.closes() || old || line.status() == 101;
    }

    /// Takes bytes up to the end of the answer, and leaves what follows it. After anything but
    /// [Result#NEED_MORE], only [#reset] may follow.
    public Result parse(ByteBuffer in) {
        if (state == State.COMPLETE || state == State.MALFORMED) {
            throw new IllegalStateException("reset() was not called after " + state);
        }
        headStart = state == State.STATUS && line.isEmpty() ? in.position() : ELSEWHERE;
        if (headStart != ELSEWHERE && last.begins(in)) {
            repeatLast(in);
        }
        while (in.hasRemaining() && state != State.COMPLETE && state != State.MALFORMED) {
            advance(in);
        }
        return switch (state) {
            case COMPLETE -> Result.COMPLETE;
            case MALFORMED -> Result.MALFORMED;
            default -> Result.NEED_MORE;
        };
    }

    /// The connection ended: complete if that is what ends this answer, else it needed more.
    public Result end() {
        return state == State.UNTIL_CLOSE ? Result.COMPLETE : Result.NEED_MORE;
    }

    private void advance(ByteBuffer in) {
        int before = in.position();
        step(in);
        if (state.compareTo(State.HEAD_LF) <= 0) {
            headBytes += in.position() - before;
            if (headBytes > MAX_HEAD_BYTES) {
                malformed("a head above 64 KiB");
            }
        }
    }

    private void repeatLast(ByteBuffer in) {
        in.position(in.position() + last.lengthBytes());
        line.copy(last.line());
        fields.copy(last.fields());
        startBody();
    }

    private void step(ByteBuffer in) {
        switch (state) {
            case STATUS -> status(in);
            case REASON -> text(in, State.LINE_LF);
            case LINE_LF -> lineFeed(in, State.FIELD);
            case FIELD -> field(in);
            case NAME -> name(in);
            case VALUE_START -> valueStart(in);
            case VALUE -> value(in);
            case HEAD_LF -> headEnd(in);
            case FIXED -> skipBody(in);
            case CHUNKS -> chunks(in);
            case UNTIL_CLOSE -> untilClose(in);
            case COMPLETE, MALFORMED -> throw new IllegalStateException("nothing follows " + state);
        }
    }

    /// After the status comes SP and a reason, or the end of the line, which some send although SP is due.
    private void status(ByteBuffer in) {
        int c = in.get();
        if (line.isComplete() && (c == ' ' || c == '\r')) {
            state = c == ' ' ? State.REASON : State.LINE_LF;
        } else if (!line.accept(c)) {
            malformed("no status line of HTTP/1.x with a status of three digits");
        }
    }

    private void field(ByteBuffer in) {
        int c = in.get(in.position());
        if (afterField && isBlank(c)) {
            unfold();
            return;
        }
        if (valueOpen && !fields.endValue()) {
            malformed(fields.defect());
            return;
        }
        valueOpen = false;
        if (c == '\r') {
            in.get();
            state = State.HEAD_LF;
        } else {
            fields.startName();
            state = State.NAME;
        }
    }

    /// Goes on with the value of the last field.
    private void unfold() {
        if (valueOpen && !fields.value(' ')) {
            throw new IllegalStateException("a blank cannot damage a value");
        }
        state = State.VALUE_START;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private void name(ByteBuffer in) {
        while (in.hasRemaining()) {
            int c = in.get();
            if (c == ':') {
                if (fields.endName()) {
                    afterField = true;
                    valueOpen = !inTrailer && fields.minds();
                    state = State.VALUE_START;
                } else {
                    malformed("a header line without a name");
                }
                return;
            }
            if (!FieldReader.isNameByte(c)) {
                malformed("a header line that is not 'name: value'");
                return;
            }
            fields.name(c);
        }
    }

    private void valueStart(ByteBuffer in) {
        int c = in.get(in.position());
        if (isBlank(c)) {
            in.get();
        } else {
            state = State.VALUE;
        }
    }

    private void value(ByteBuffer in) {
        if (!valueOpen) {
            text(in, State.LINE_LF);
            return;
        }
        while (in.hasRemaining()) {
            int c = in.get();
            if (c == '\r') {
                state = State.LINE_LF;
                return;
            }
            if (!fields.value(c)) {
                malformed(fields.defect());
                return;
            }
        }
    }

    /// Skips visible text up to the end of its line.
    private void text(ByteBuffer in, State after) {
        int limit = in.limit();
        for (int i = in.position(); i < limit; i++) {
            int c = in.get(i);
            if (c < ' ' && c >= 0 && c != '\t') {
                in.position(i + 1);
                if (c == '\r') {
                    state = after;
                } else {
                    malformed("a control character in the head");
                }
                return;
            }
        }
        in.position(limit);
    }

    private void lineFeed(ByteBuffer in, State after) {
        if (in.get() == '\n') {
            state = after;
        } else {
            malformed("a CR without LF");
        }
    }

    /// The line feed of the empty line.
    private void headEnd(ByteBuffer in) {
        lineFeed(in, State.COMPLETE);
        if (state == State.MALFORMED || inTrailer) {
            return;
        }
        headBytes = 0;
        if (line.isInterim()) {
            reset();
            headStart = in.position();
            return;
        }
        startBody();
        if (headStart != ELSEWHERE && state != State.MALFORMED) {
            last.keep(in, headStart, in.position(), line, fields);
        }
    }

    /// What follows a head, by RFC 9112, section 6.3.
    private void startBody() {
        int status = line.status();
        if (toHead || status == 101 || status == 204 || status == 304) {
            state = State.COMPLETE;
        } else if (fields.coded() && fields.length() != UNKNOWN) {
            malformed("both Content-Length and Transfer-Encoding");
        } else if (fields.chunked()) {
            chunks.reset();
            state = State.CHUNKS;
        } else if (fields.coded()) {
            state = State.UNTIL_CLOSE;
        } else {
            remaining = fields.length();
            bodyBytes = Math.max(0, remaining);
            state = remaining == UNKNOWN ? State.UNTIL_CLOSE : remaining == 0 ? State.COMPLETE : State.FIXED;
        }
    }

    private void skipBody(ByteBuffer in) {
        int skipped = (int) Math.min(remaining, in.remaining());
        in.position(in.position() + skipped);
        remaining -= skipped;
        if (remaining == 0) {
            state = State.COMPLETE;
        }
    }

    private void untilClose(ByteBuffer in) {
        bodyBytes += in.remaining();
        in.position(in.limit());
    }

    private void chunks(ByteBuffer in) {
        switch (chunks.read(in)) {
            case LAST -> {
                bodyBytes = chunks.bodyBytes();
                inTrailer = true;
                afterField = false;
                headBytes = 0;
                state = State.FIELD;
            }
            case MALFORMED -> malformed(chunks.defect());
            default -> {}
        }
    }

    private void malformed(String why) {
        defect = why;
        state = State.MALFORMED;
    }
}

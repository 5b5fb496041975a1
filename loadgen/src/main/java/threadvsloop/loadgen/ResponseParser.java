package threadvsloop.loadgen;

import java.nio.ByteBuffer;

/// An HTTP/1.x answer, byte by byte: bytes in, a verdict out. No sockets, no clock, no allocation. Strict (RFC 9112):
/// what is not plainly an answer is malformed, for an instrument must not guess where an answer ends.
///
/// ```
/// VERSION → STATUS → REASON → LINE_LF → FIELD ─(empty line)→ HEAD_LF → body or COMPLETE
///                                 ↑        ↓ NAME → VALUE_START → VALUE ─┐
///                                 └──────────────────────────────────────┘
/// body:  FIXED | UNTIL_CLOSE | CHUNK_SIZE → (CHUNK_EXTENSION) → CHUNK_LF → CHUNK → CHUNK_END → CHUNK_END_LF →
/// CHUNK_SIZE
///        the last chunk: → FIELD … of the trailer, until its empty line
/// ```
///
/// An interim answer (1xx but 101) goes back to VERSION.
final class ResponseParser {
    enum Result {
        NEED_MORE,
        COMPLETE,
        MALFORMED
    }

    /// A head, a chunk's first line, or a trailer above this is malformed.
    static final int MAX_HEAD_BYTES = 65_536;

    private enum State {
        VERSION,
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
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_LF,
        CHUNK,
        CHUNK_END,
        CHUNK_END_LF,
        COMPLETE,
        MALFORMED
    }

    private static final byte[] VERSION_PREFIX = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int VERSION_BYTES = VERSION_PREFIX.length + 2;
    private static final int STATUS_DIGITS = 3;
    private static final int ELSEWHERE = -1;
    private static final long UNKNOWN = -1;
    private static final long MAX_LENGTH = Long.MAX_VALUE / 100;

    private final boolean toHead;
    private final LastHead last;
    private final FieldReader fields = new FieldReader();

    /// Where the head being read begins in the buffer at hand, unless it began in an earlier one.
    private int headStart = ELSEWHERE;

    private State state = State.VERSION;
    private int matched;
    private int headBytes;
    private int minorVersion;
    private int status;
    private boolean inTrailer;
    private long remaining;
    private String defect = "";

    /// @param toHead whether the request is a HEAD, whose answer has no body whatever its fields say
    /// @param last shared by the parsers of a loop
    ResponseParser(boolean toHead, LastHead last) {
        this.toHead = toHead;
        this.last = last;
    }

    /// Makes ready for the next answer.
    void reset() {
        state = State.VERSION;
        matched = 0;
        headBytes = 0;
        status = 0;
        inTrailer = false;
        remaining = 0;
        fields.reset();
    }

    /// The status, once its line was read.
    int status() {
        return status;
    }

    /// What is wrong with a malformed answer, in a few words.
    String defect() {
        return defect;
    }

    /// Whether the connection may not be used again after this complete answer.
    boolean closes() {
        return fields.closes() || (minorVersion == 0 && !fields.keepsAlive()) || status == 101;
    }

    /// Takes bytes up to the end of the answer, and leaves what follows it. After anything but
    /// [Result#NEED_MORE], only [#reset] may follow.
    Result parse(ByteBuffer in) {
        if (state == State.COMPLETE || state == State.MALFORMED) {
            throw new IllegalStateException("reset() was not called after " + state);
        }
        headStart = state == State.VERSION && matched == 0 ? in.position() : ELSEWHERE;
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
    Result end() {
        return state == State.UNTIL_CLOSE ? Result.COMPLETE : Result.NEED_MORE;
    }

    private void advance(ByteBuffer in) {
        int before = in.position();
        step(in);
        if (state != State.FIXED && state != State.CHUNK && state != State.UNTIL_CLOSE) {
            headBytes += in.position() - before;
            if (headBytes > MAX_HEAD_BYTES) {
                malformed("a head above 64 KiB");
            }
        }
    }

    private void repeatLast(ByteBuffer in) {
        in.position(in.position() + last.lengthBytes());
        status = last.status();
        minorVersion = last.minorVersion();
        fields.copy(last.fields());
        startBody();
    }

    private void step(ByteBuffer in) {
        switch (state) {
            case VERSION -> version(in);
            case STATUS -> status(in);
            case REASON -> text(in, State.LINE_LF);
            case LINE_LF -> lineFeed(in, State.FIELD);
            case FIELD -> field(in);
            case NAME -> name(in);
            case VALUE_START -> valueStart(in);
            case VALUE -> value(in);
            case HEAD_LF -> headEnd(in);
            case FIXED -> skipBody(in, State.COMPLETE);
            case UNTIL_CLOSE -> in.position(in.limit());
            case CHUNK_SIZE -> chunkSize(in);
            case CHUNK_EXTENSION -> text(in, State.CHUNK_LF);
            case CHUNK_LF -> chunkStart(in);
            case CHUNK -> skipBody(in, State.CHUNK_END);
            case CHUNK_END -> expect(in, '\r', State.CHUNK_END_LF);
            case CHUNK_END_LF -> nextChunk(in);
            case COMPLETE, MALFORMED -> throw new IllegalStateException("nothing follows " + state);
        }
    }

    /// `HTTP/1.` DIGIT SP
    private void version(ByteBuffer in) {
        while (in.hasRemaining() && matched < VERSION_BYTES) {
            int c = in.get();
            boolean fits;
            if (matched < VERSION_PREFIX.length) {
                fits = c == VERSION_PREFIX[matched];
            } else if (matched == VERSION_PREFIX.length) {
                fits = isDigit(c);
                minorVersion = c - '0';
            } else {
                fits = c == ' ';
            }
            if (!fits) {
                malformed("no HTTP/1.x status line");
                return;
            }
            matched++;
        }
        if (matched == VERSION_BYTES) {
            matched = 0;
            state = State.STATUS;
        }
    }

    /// 3DIGIT, then SP and a reason, or the end of the line, which some send although SP is due.
    private void status(ByteBuffer in) {
        while (in.hasRemaining()) {
            int c = in.get();
            if (matched < STATUS_DIGITS && isDigit(c)) {
                status = status * 10 + (c - '0');
                matched++;
            } else if (matched == STATUS_DIGITS && (c == ' ' || c == '\r') && status >= 100 && status < 600) {
                state = c == ' ' ? State.REASON : State.LINE_LF;
                return;
            } else {
                malformed("no status from 100 to 599");
                return;
            }
        }
    }

    private void field(ByteBuffer in) {
        if (in.get(in.position()) == '\r') {
            in.get();
            state = State.HEAD_LF;
        } else {
            fields.startName();
            state = State.NAME;
        }
    }

    private void name(ByteBuffer in) {
        while (in.hasRemaining()) {
            int c = in.get();
            if (c == ':') {
                if (fields.endName()) {
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
        if (c == ' ' || c == '\t') {
            in.get();
        } else {
            state = State.VALUE;
        }
    }

    private void value(ByteBuffer in) {
        if (inTrailer || !fields.minds()) {
            text(in, State.LINE_LF);
            return;
        }
        while (in.hasRemaining()) {
            int c = in.get();
            if (c == '\r') {
                endValue();
                return;
            }
            if (!fields.value(c)) {
                malformed(fields.defect());
                return;
            }
        }
    }

    private void endValue() {
        if (fields.endValue()) {
            state = State.LINE_LF;
        } else {
            malformed(fields.defect());
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
        expect(in, '\n', after);
    }

    private void expect(ByteBuffer in, char wanted, State after) {
        if (in.get() == wanted) {
            state = after;
        } else {
            malformed(wanted == '\n' ? "a CR without LF" : "a chunk that is longer than its size");
        }
    }

    /// The line feed of the empty line.
    private void headEnd(ByteBuffer in) {
        lineFeed(in, State.COMPLETE);
        if (state == State.MALFORMED || inTrailer) {
            return;
        }
        headBytes = 0;
        if (status < 200 && status != 101) {
            reset();
            headStart = in.position();
            return;
        }
        startBody();
        if (headStart != ELSEWHERE && state != State.MALFORMED) {
            last.keep(in, headStart, in.position(), status, minorVersion, fields);
        }
    }

    /// What follows a head, by RFC 9112, section 6.3.
    private void startBody() {
        if (toHead || status == 101 || status == 204 || status == 304) {
            state = State.COMPLETE;
        } else if (fields.chunked() && fields.length() != UNKNOWN) {
            malformed("both Content-Length and Transfer-Encoding");
        } else if (fields.chunked()) {
            startChunkSize();
        } else {
            remaining = fields.length();
            state = remaining == UNKNOWN ? State.UNTIL_CLOSE : remaining == 0 ? State.COMPLETE : State.FIXED;
        }
    }

    private void skipBody(ByteBuffer in, State after) {
        int skipped = (int) Math.min(remaining, in.remaining());
        in.position(in.position() + skipped);
        remaining -= skipped;
        if (remaining == 0) {
            state = after;
        }
    }

    private void startChunkSize() {
        headBytes = 0;
        matched = 0;
        remaining = 0;
        state = State.CHUNK_SIZE;
    }

    private void chunkSize(ByteBuffer in) {
        while (in.hasRemaining()) {
            int c = in.get();
            int digit = Character.digit(c, 16);
            if (digit >= 0 && remaining < MAX_LENGTH) {
                remaining = remaining * 16 + digit;
                matched++;
            } else if (matched > 0 && (c == '\r' || c == ';' || c == ' ' || c == '\t')) {
                state = c == '\r' ? State.CHUNK_LF : State.CHUNK_EXTENSION;
                return;
            } else {
                malformed("a chunk without a size");
                return;
            }
        }
    }

    private void chunkStart(ByteBuffer in) {
        inTrailer = remaining == 0;
        lineFeed(in, inTrailer ? State.FIELD : State.CHUNK);
    }

    private void nextChunk(ByteBuffer in) {
        lineFeed(in, State.CHUNK_SIZE);
        if (state == State.CHUNK_SIZE) {
            startChunkSize();
        }
    }

    private void malformed(String why) {
        defect = why;
        state = State.MALFORMED;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

package threadvsloop.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.ParsedAnswer.Complete;
import threadvsloop.http.ParsedAnswer.Garbage;
import threadvsloop.http.ParsedAnswer.Unfinished;

/// Bytes in, answers to `GET` requests out: for those who call another server. The mirror image of [RequestParser],
/// with the same limits. An answer must say how long it is: one that ends with its connection is [Garbage].
///
/// ```
///            line            empty line              all there
///  START ─────────► HEADERS ──────┬──► FIXED_BODY ───────┬──► START
///                                 ├──► CHUNKED_BODY ─────┤
///                                 └──────── no body ─────┘
/// ```
///
/// Between answers it holds no memory. For one thread at a time; of no more use after garbage.
public final class AnswerParser {
    private static final Garbage NOT_HTTP = new Garbage("the status line is not: HTTP/1.x, three digits, reason");
    private static final Garbage INTERIM = new Garbage("an interim answer that nobody asked for");
    private static final Garbage NO_LENGTH = new Garbage("an answer that does not say how long it is");
    private static final int STATUS_END = "HTTP/1.1 200".length();
    private static final int LEAST_FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private enum Phase {
        START,
        HEADERS,
        FIXED_BODY,
        CHUNKED_BODY
    }

    private final LineReader lines = new LineReader();
    private final HeaderFields fields = new HeaderFields();
    private final ChunkedDecoder chunks = new ChunkedDecoder();
    private final BodyBytes body = new BodyBytes();

    private Phase phase = Phase.START;
    private boolean begun;
    private int status;
    private boolean http10;

    /// Consumes input, from position on, up to the end of one answer.
    ///
    /// @param in a heap buffer
    public ParsedAnswer parse(ByteBuffer in) {
        begun |= in.hasRemaining();
        return switch (phase) {
            case START, HEADERS -> head(in);
            case FIXED_BODY -> fixedBody(in);
            case CHUNKED_BODY -> chunkedBody(in);
        };
    }

    /// Whether some of an answer has come, and not all.
    public boolean isMidAnswer() {
        return begun;
    }

    private ParsedAnswer head(ByteBuffer in) {
        while (true) {
            switch (lines.next(in, phase == Phase.START ? Limits.REQUEST_LINE_BYTES : fields.maxLineBytes())) {
                case INCOMPLETE -> {
                    return Unfinished.NEED_MORE;
                }
                case TOO_LONG, BARE_LF -> {
                    return new Garbage("a line that is too long, or has no carriage return");
                }
                case LINE -> {
                    if (phase == Phase.HEADERS && lines.isEmpty()) {
                        return headersEnd(in);
                    }
                    Garbage garbage = phase == Phase.START ? statusLine() : garbage(fields.add(lines));
                    if (garbage != null) {
                        return garbage;
                    }
                }
            }
        }
    }

    private @Nullable Garbage statusLine() {
        byte[] line = lines.array;
        int from = lines.from;
        if (lines.to - from < STATUS_END
                || !Ascii.equals(line, from, from + 7, "HTTP/1.")
                || !Ascii.isDigit(line[from + 7])
                || line[from + 8] != ' ') {
            return NOT_HTTP;
        }
        status = 0;
        for (int i = from + 9; i < from + STATUS_END; i++) {
            if (!Ascii.isDigit(line[i])) {
                return NOT_HTTP;
            }
            status = 10 * status + line[i] - '0';
        }
        http10 = line[from + 7] == '0';
        phase = Phase.HEADERS;
        fields.clear();
        return status < LEAST_FINAL ? INTERIM : null;
    }

    private ParsedAnswer headersEnd(ByteBuffer in) {
        Garbage garbage = garbage(fields.checkFraming(http10));
        if (garbage != null) {
            return garbage;
        }
        if (status == NO_CONTENT || status == NOT_MODIFIED || fields.contentLength == 0) {
            return complete();
        }
        if (!fields.chunked && fields.contentLength == HeaderFields.UNKNOWN_LENGTH) {
            return NO_LENGTH;
        }
        phase = fields.chunked ? Phase.CHUNKED_BODY : Phase.FIXED_BODY;
        chunks.start();
        return fields.chunked ? chunkedBody(in) : fixedBody(in);
    }

    private ParsedAnswer fixedBody(ByteBuffer in) {
        int length = (int) fields.contentLength;
        body.take(in, length - body.length);
        return body.length < length ? Unfinished.NEED_MORE : complete();
    }

    private ParsedAnswer chunkedBody(ByteBuffer in) {
        return switch (chunks.decode(in, lines, fields, body)) {
            case null -> complete();
            case Malformed malformed -> new Garbage(malformed.reason());
            case Parsed _ -> Unfinished.NEED_MORE;
        };
    }

    private Complete complete() {
        boolean keepAlive = !fields.close && (fields.keepAlive || !http10);
        Complete complete = Complete.of(status, body.array, body.length, keepAlive);
        phase = Phase.START;
        begun = false;
        lines.clear();
        body.clear();
        return complete;
    }

    private static @Nullable Garbage garbage(@Nullable Malformed malformed) {
        return malformed == null ? null : new Garbage(malformed.reason());
    }
}

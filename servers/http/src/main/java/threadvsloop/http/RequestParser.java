package threadvsloop.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Parsed.Unfinished;

/// Bytes in, requests out; in pieces of any size, however they fall.
///
/// ```
///            line            empty line              all there
///  START ─────────► HEADERS ──────┬──► FIXED_BODY ───────┬──► DONE ──► START, by the next call
///                                 ├──► CHUNKED_BODY ─────┤
///                                 └──────── no body ─────┘
///  any of them ──error──► FAILED, for good
/// ```
///
/// Between requests a parser remembers nothing ([#isIdle()]), so that idle connections may share one; the memory of the
/// last request is given up by the next call, even without input. It copies nothing
/// of a request that arrives in one piece. For one thread at a time; without sockets, threads or a clock.
public final class RequestParser {
    static final Malformed BARE_LF = Malformed.badRequest("line feed without carriage return");
    private static final Malformed LINE_TOO_LONG =
            new Malformed(Status.URI_TOO_LONG, "request line exceeds " + Limits.REQUEST_LINE_BYTES + " bytes");
    private static final Malformed TOO_MANY_EMPTY_LINES = Malformed.badRequest("empty lines instead of a request");

    private enum Phase {
        START,
        HEADERS,
        FIXED_BODY,
        CHUNKED_BODY,
        DONE,
        FAILED
    }

    private final LineReader lines = new LineReader();
    private final HeaderFields fields = new HeaderFields();
    private final ChunkedDecoder chunks = new ChunkedDecoder();
    private final BodyBytes body = new BodyBytes();
    private final ParsedRequest request = new ParsedRequest();

    private Phase phase = Phase.DONE;
    private int emptyLines;
    private @Nullable Malformed failure;
    private boolean failedHead;

    /// Consumes input, from position on, up to the end of one request.
    ///
    /// @param in a heap buffer. What is not consumed stays in it: the requests that follow. If the result is
    ///     a request, the buffer's bytes must stay as they are until it is answered
    /// @return a request, valid until the next call; an error, then repeated for ever; or what is needed first
    public Parsed parse(ByteBuffer in) {
        if (phase == Phase.DONE) {
            start();
        }
        Parsed parsed = advance(in);
        switch (parsed) {
            case Unfinished _ -> request.keepTarget();
            case ParsedRequest _ -> phase = Phase.DONE;
            case Malformed malformed -> {
                failedHead = isHead();
                failure = malformed;
                phase = Phase.FAILED;
            }
        }
        return parsed;
    }

    /// Whether the request that was refused, or of which a part has come, is a `HEAD`: then an error has no body
    /// either. Known as soon as the method is, whatever is wrong with what follows.
    public boolean isHead() {
        return switch (phase) {
            case START -> lines.beginsWith(Method.HEAD.name());
            case HEADERS, FIXED_BODY, CHUNKED_BODY -> request.method == Method.HEAD;
            case DONE -> false;
            case FAILED -> failedHead;
        };
    }

    /// Gives up the memory of the last request, which is over.
    public void forget() {
        if (phase == Phase.DONE) {
            start();
        }
    }

    /// Whether nothing of a next request was consumed.
    public boolean isIdle() {
        return phase == Phase.DONE || (phase == Phase.START && emptyLines == 0 && !lines.isMidLine());
    }

    /// Whether the headers are complete and the body is not.
    public boolean isInBody() {
        return phase == Phase.FIXED_BODY || phase == Phase.CHUNKED_BODY;
    }

    private void start() {
        phase = Phase.START;
        emptyLines = 0;
        lines.clear();
        fields.clear();
        body.clear();
        request.clear();
    }

    private Parsed advance(ByteBuffer in) {
        return switch (phase) {
            case START, HEADERS -> head(in);
            case FIXED_BODY -> fixedBody(in);
            case CHUNKED_BODY -> chunkedBody(in);
            case FAILED -> failed();
            case DONE -> throw new IllegalStateException("parse() starts a request first");
        };
    }

    private Malformed failed() {
        return failure == null ? BARE_LF : failure;
    }

    private Parsed head(ByteBuffer in) {
        while (true) {
            switch (lines.next(in, maxLineBytes())) {
                case INCOMPLETE -> {
                    return Unfinished.NEED_MORE;
                }
                case TOO_LONG -> {
                    return phase == Phase.START ? lineTooLong() : HeaderFields.TOO_LARGE;
                }
                case BARE_LF -> {
                    return BARE_LF;
                }
                case LINE -> {
                    if (phase == Phase.HEADERS && lines.isEmpty()) {
                        return headersEnd(in);
                    }
                    Malformed malformed = phase == Phase.START ? startLine() : fields.add(lines);
                    if (malformed != null) {
                        return malformed;
                    }
                }
            }
        }
    }

    private int maxLineBytes() {
        return phase == Phase.START ? Limits.REQUEST_LINE_BYTES : fields.maxLineBytes();
    }

    /// A method that fills the line alone is one that nobody knows (RFC 9112 section 3).
    private Malformed lineTooLong() {
        return Ascii.all(Ascii.TOKEN, lines.array, lines.from, lines.to)
                ? RequestLine.METHOD_NOT_IMPLEMENTED
                : LINE_TOO_LONG;
    }

    private @Nullable Malformed startLine() {
        if (lines.isEmpty()) {
            return ++emptyLines > Limits.EMPTY_LINES ? TOO_MANY_EMPTY_LINES : null;
        }
        Malformed malformed = RequestLine.parse(lines.array, lines.from, lines.to, request);
        if (malformed == null) {
            phase = Phase.HEADERS;
            if (lines.showsKept()) {
                request.keepTarget();
            }
        }
        return malformed;
    }

    private Parsed headersEnd(ByteBuffer in) {
        Malformed malformed = fields.check(request.http10);
        if (malformed != null) {
            return malformed;
        }
        request.keepAlive = !fields.close && (fields.keepAlive || !request.http10);
        if (!fields.chunked && fields.contentLength <= 0) {
            return request;
        }
        phase = fields.chunked ? Phase.CHUNKED_BODY : Phase.FIXED_BODY;
        chunks.start();
        boolean clientWaits = fields.expectsContinue && !request.http10;
        return clientWaits ? Unfinished.NEED_CONTINUE : advance(in);
    }

    private Parsed fixedBody(ByteBuffer in) {
        int length = (int) fields.contentLength;
        if (body.length == 0 && in.remaining() >= length) {
            request.body(in.array(), in.arrayOffset() + in.position(), length);
            in.position(in.position() + length);
            return request;
        }
        body.take(in, length - body.length);
        return body.length < length ? Unfinished.NEED_MORE : collectedBody();
    }

    private Parsed chunkedBody(ByteBuffer in) {
        Parsed unfinished = chunks.decode(in, lines, fields, body);
        return unfinished == null ? collectedBody() : unfinished;
    }

    private ParsedRequest collectedBody() {
        request.body(body.array, 0, body.length);
        return request;
    }
}

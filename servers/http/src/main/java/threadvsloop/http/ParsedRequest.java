package threadvsloop.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A complete request, shown where it lies: in the input or in the parser's memory. One object per parser, filled again
/// for each request: valid until the parser's next call.
public final class ParsedRequest implements Request, Parsed {
    private static final byte[] NOTHING = {};
    private static final byte[] ROOT = {'/'};

    Method method = Method.OTHER;
    boolean http10;
    boolean keepAlive;

    private final AsciiView path = new AsciiView();
    private final AsciiView query = new AsciiView();
    private byte[] target = NOTHING;
    private int targetFrom;
    private int targetTo;
    private boolean targetIsOwn;
    private byte[] body = NOTHING;
    private int bodyFrom;
    private int bodyBytes;

    ParsedRequest() {}

    @Override
    public Method method() {
        return method;
    }

    @Override
    public CharSequence path() {
        return path;
    }

    @Override
    public CharSequence query() {
        return query;
    }

    @Override
    public ByteBuffer body() {
        return ByteBuffer.wrap(body, bodyFrom, bodyBytes);
    }

    /// What the response must say about the connection, if it is up to the client.
    public Persistence persistence() {
        if (!keepAlive) {
            return Persistence.CLOSE;
        }
        return http10 ? Persistence.KEEP_ALIVE_STATED : Persistence.KEEP_ALIVE;
    }

    void clear() {
        target = NOTHING;
        targetIsOwn = true;
        body = NOTHING;
        bodyFrom = 0;
        bodyBytes = 0;
    }

    /// Path and query, still joined. An empty path (of a URL) is `/`.
    void target(byte[] array, int from, int to) {
        target = array;
        targetFrom = from;
        targetTo = to;
        targetIsOwn = false;
        int mark = from;
        while (mark < to && array[mark] != '?') {
            mark++;
        }
        if (mark == from) {
            path.show(ROOT, 0, 1);
        } else {
            path.show(array, from, mark);
        }
        query.show(array, Math.min(mark + 1, to), to);
    }

    /// Copies what lies in memory that is about to be overwritten.
    void keepTarget() {
        if (!targetIsOwn) {
            byte[] copy = Arrays.copyOfRange(target, targetFrom, targetTo);
            target(copy, 0, copy.length);
            targetIsOwn = true;
        }
    }

    void body(byte[] array, int from, int bytes) {
        body = array;
        bodyFrom = from;
        bodyBytes = bytes;
    }
}

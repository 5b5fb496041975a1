package threadvsloop.loadgen.http;

import java.nio.ByteBuffer;

/// The head of the last answer on any connection of a loop, with what it said. Servers repeat themselves: within a
/// second, all heads are usually the same bytes. The same bytes mean the same, so they are compared, which takes a
/// tenth of the time that reading them takes. Used by one thread; allocates nothing after construction.
public final class LastHead {
    private static final int MOST_BYTES = 4096;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MOST_BYTES).limit(0);
    private final StatusLine line = new StatusLine();
    private final FieldReader fields = new FieldReader();

    /// Whether the buffer begins with the last head.
    boolean begins(ByteBuffer in) {
        int length = bytes.limit();
        if (length == 0 || in.remaining() < length) {
            return false;
        }
        int limit = in.limit();
        in.limit(in.position() + length);
        boolean same = bytes.mismatch(in) < 0;
        in.limit(limit);
        return same;
    }

    /// Keeps a head that lies in a buffer between two positions.
    void keep(ByteBuffer in, int from, int to, StatusLine line, FieldReader fields) {
        if (to - from > MOST_BYTES) {
            return;
        }
        bytes.clear().put(0, in, from, to - from).limit(to - from);
        this.line.copy(line);
        this.fields.copy(fields);
    }

    int lengthBytes() {
        return bytes.limit();
    }

    StatusLine line() {
        return line;
    }

    FieldReader fields() {
        return fields;
    }
}
